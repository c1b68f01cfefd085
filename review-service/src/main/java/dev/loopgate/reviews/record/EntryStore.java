package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;

/** Reads what has its index, for people and programs that want more than the leaves. */
@ApplicationScoped
class EntryStore {
  private final DataSource dataSource;

  @Inject
  EntryStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Entries in order.
   *
   * @param after the index of the last entry that was seen; -1 for the start
   */
  List<RecordEntry> read(long after, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select l.index, e.leaf, l.hash, c.content,
                  (select json_agg(json_build_object(
                      'pointer', t.pointer, 'salt', t.salt, 'content', t.content)
                    order by t.pointer)::text
                   from log_text t where t.entry_id = e.id)
                from log_leaf l
                join log_entry e on e.id = l.entry_id
                left join log_content c on c.entry_id = e.id
                where l.index > ?
                order by l.index
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
      throw new RecordException("cannot read the log after " + after, e);
    }
  }

  private static RecordEntry entry(ResultSet row) throws SQLException {
    Leaf leaf = Json.read(row.getString(2), Leaf.class);
    String content = row.getString(4);
    String texts = row.getString(5);
    return new RecordEntry(
        row.getLong(1),
        leaf.id(),
        leaf.kind(),
        leaf.at(),
        leaf.entry(),
        Base64.getEncoder().encodeToString(row.getBytes(3)),
        texts == null ? List.of() : List.of(Json.read(texts, FreeText[].class)),
        content == null ? null : Json.read(content, JsonNode.class));
  }
}
