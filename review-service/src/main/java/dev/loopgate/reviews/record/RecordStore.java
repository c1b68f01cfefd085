package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only record: one sequencer, one hash chain, written in the transaction of what it
 * records. This is the place that the transparency log takes over: entries stay as they are and
 * become its leaves; signing, tiles and proofs come on top.
 */
@ApplicationScoped
public class RecordStore {
  private final AgroalDataSource dataSource;
  private final Clock clock;

  @Inject
  RecordStore(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  private record Head(long size, String hash) {}

  /**
   * Appends in the transaction under way, which holds the head of the record until it ends; so lock
   * whatever else is needed before.
   *
   * @return the index of the entry
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public long append(String kind, Object entry) {
    try (Connection connection = dataSource.getConnection()) {
      Head head = lockHead(connection);
      JsonNode json = Json.read(canonical(entry), JsonNode.class);
      String now = clock.instant().toString();
      RecordEntry sealed = RecordEntry.seal(head.size(), head.hash(), kind, now, json);
      insert(connection, sealed);
      moveHead(connection, sealed);
      return sealed.index();
    } catch (SQLException e) {
      throw new RecordException("cannot append " + kind + " to the record", e);
    }
  }

  /**
   * Entries in order.
   *
   * @param after the index of the last entry that was seen; -1 for the start
   */
  public List<RecordEntry> read(long after, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select index, previous_hash, kind, recorded_at, entry, hash
                from record_entry
                where index > ?
                order by index
                limit ?
                """)) {
      select.setLong(1, after);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<RecordEntry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(entry(rows));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new RecordException("cannot read the record after " + after, e);
    }
  }

  private static Head lockHead(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select size, hash from record_head where id = 1 for update");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Head(row.getLong(1), row.getString(2));
    }
  }

  private static void insert(Connection connection, RecordEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into record_entry (index, previous_hash, kind, recorded_at, entry, hash)
            values (?, ?, ?, ?, ?, ?)
            """)) {
      insert.setLong(1, entry.index());
      insert.setString(2, entry.previousHash());
      insert.setString(3, entry.kind());
      insert.setString(4, entry.recordedAt());
      insert.setString(5, canonical(entry.entry()));
      insert.setString(6, entry.hash());
      insert.executeUpdate();
    }
  }

  private static void moveHead(Connection connection, RecordEntry entry) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update record_head set size = ?, hash = ? where id = 1")) {
      update.setLong(1, entry.index() + 1);
      update.setString(2, entry.hash());
      update.executeUpdate();
    }
  }

  private static RecordEntry entry(ResultSet row) throws SQLException {
    return new RecordEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Json.read(row.getString(5), JsonNode.class),
        row.getString(6));
  }

  private static String canonical(Object entry) {
    return new String(Json.canonical(entry), StandardCharsets.UTF_8);
  }
}
