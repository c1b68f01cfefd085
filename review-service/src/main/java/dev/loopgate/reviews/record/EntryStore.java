package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.result.RowView;

/** Reads what has its index, for people and programs that want more than the leaves. */
@ApplicationScoped
class EntryStore {
  private final Sql sql;

  @Inject
  EntryStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Entries in order.
   *
   * @param after the index of the last entry that was seen; -1 for the start
   */
  List<RecordEntry> read(long after, int limit) {
    return sql.query(
            """
            select l.index, e.leaf, l.hash, c.content,
              (select json_agg(json_build_object(
                  'pointer', t.pointer, 'salt', t.salt, 'content', t.content)
                order by t.pointer)::text
               from log_text t where t.entry_id = e.id) as texts
            from log_leaf l
            join log_entry e on e.id = l.entry_id
            left join log_content c on c.entry_id = e.id
            where l.index > :after
            order by l.index
            limit :limit
            """)
        .bind("after", after)
        .bind("limit", limit)
        .map(EntryStore::entry)
        .list();
  }

  private static RecordEntry entry(RowView row) {
    Leaf leaf = Json.read(row.getColumn("leaf", String.class), Leaf.class);
    String content = row.getColumn("content", String.class);
    String texts = row.getColumn("texts", String.class);
    return new RecordEntry(
        row.getColumn("index", Long.class),
        leaf.id(),
        leaf.kind(),
        leaf.at(),
        leaf.entry(),
        Base64.getEncoder().encodeToString(row.getColumn("hash", byte[].class)),
        texts == null ? List.of() : List.of(Json.read(texts, FreeText[].class)),
        content == null ? null : Json.read(content, JsonNode.class));
  }
}
