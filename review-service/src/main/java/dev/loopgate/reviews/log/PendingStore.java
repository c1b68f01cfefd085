package dev.loopgate.reviews.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** What committed transactions want to have logged and announced. */
@ApplicationScoped
public class PendingStore {
  private final Sql sql;

  @Inject
  public PendingStore(Sql sql) {
    this.sql = sql;
  }

  boolean isEmpty() {
    return oldest(1).isEmpty();
  }

  /** The oldest ones, in the order in which they were appended. */
  List<PendingEntry> oldest(int limit) {
    return sql.query(
            """
            select e.id, e.leaf
            from log_pending p join log_entry e on e.id = p.entry_id
            order by p.seq
            limit :limit
            """)
        .bind("limit", limit)
        .map(row ->
            new PendingEntry(row.getColumn("id", UUID.class), row.getColumn("leaf", String.class)))
        .list();
  }

  /** What is told when these entries have their indexes, in the order of their appending. */
  List<PendingAnnouncement> announcements(List<PendingEntry> entries) {
    return sql.query(
            """
            select entry_id, type, subject, program_id, data
            from log_announcement
            where entry_id = any(:ids)
            order by seq
            """)
        .bind("ids", ids(entries))
        .map(row ->
            new PendingAnnouncement(
                row.getColumn("entry_id", UUID.class),
                row.getColumn("type", String.class),
                row.getColumn("subject", String.class),
                row.getColumn("program_id", UUID.class),
                Json.read(row.getColumn("data", String.class), ObjectNode.class)))
        .list();
  }

  /** Takes entries out that have their indexes. */
  void remove(List<PendingEntry> entries) {
    sql.update("delete from log_pending where entry_id = any(:ids)")
        .bind("ids", ids(entries))
        .execute();
  }

  private static UUID[] ids(List<PendingEntry> entries) {
    return entries.stream().map(PendingEntry::id).toArray(UUID[]::new);
  }
}
