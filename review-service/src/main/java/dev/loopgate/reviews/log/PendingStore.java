package dev.loopgate.reviews.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.chassis.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What committed transactions want to have logged and announced. */
@ApplicationScoped
public class PendingStore {
  private final DataSource dataSource;

  @Inject
  public PendingStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  boolean isEmpty() {
    return oldest(1).isEmpty();
  }

  /** The oldest ones, in the order in which they were appended. */
  List<PendingEntry> oldest(int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select e.id, e.leaf
                from log_pending p join log_entry e on e.id = p.entry_id
                order by p.seq
                limit ?
                """)) {
      select.setInt(1, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<PendingEntry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(new PendingEntry(rows.getObject(1, UUID.class), rows.getString(2)));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new LogStoreException("cannot read what is to be logged", e);
    }
  }

  /** What is told when these entries have their indexes, in the order of their appending. */
  List<PendingAnnouncement> announcements(List<PendingEntry> entries) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select entry_id, type, subject, program_id, data
                from log_announcement
                where entry_id = any(?)
                order by seq
                """)) {
      select.setArray(1, connection.createArrayOf("uuid", ids(entries)));
      try (ResultSet rows = select.executeQuery()) {
        List<PendingAnnouncement> announcements = new ArrayList<>();
        while (rows.next()) {
          announcements.add(
              new PendingAnnouncement(
                  rows.getObject(1, UUID.class),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getObject(4, UUID.class),
                  Json.read(rows.getString(5), ObjectNode.class)));
        }
        return announcements;
      }
    } catch (SQLException e) {
      throw new LogStoreException("cannot read what is to be announced", e);
    }
  }

  /** Takes entries out that have their indexes. */
  void remove(List<PendingEntry> entries) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from log_pending where entry_id = any(?)")) {
      delete.setArray(1, connection.createArrayOf("uuid", ids(entries)));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("cannot take entries out of the queue", e);
    }
  }

  private static Object[] ids(List<PendingEntry> entries) {
    return entries.stream().map(PendingEntry::id).toArray();
  }
}
