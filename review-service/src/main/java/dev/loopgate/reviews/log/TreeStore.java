package dev.loopgate.reviews.log;

import dev.loopgate.tlog.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tree as rows that are only ever added: the hash of each leaf, and above it the root of each
 * full tile. Every tile and bundle of any size that the log ever had is a range of them.
 */
@ApplicationScoped
public class TreeStore {
  private final DataSource dataSource;

  @Inject
  public TreeStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one value of each row. */
  @FunctionalInterface
  private interface Column<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** The newest committed head. */
  public TreeHead head() {
    return head("select size, root from log_tree where id = 1");
  }

  /** The head, which nobody else moves before the transaction under way ends. */
  TreeHead lock() {
    return head("select size, root from log_tree where id = 1 for update");
  }

  private TreeHead head(String sql) {
    return query(sql, row -> new TreeHead(row.getLong(1), Hash.of(row.getBytes(2)))).getFirst();
  }

  /** Moves the head, in the transaction that locked it. */
  void move(TreeHead head) {
    update("update log_tree set size = ?, root = ? where id = 1", head.size(), head.root().bytes());
  }

  /** Gives entries their indexes. */
  void addLeaves(long first, List<PendingEntry> entries, List<Hash> leaves) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into log_leaf (index, entry_id, hash)
                select ? + n - 1, id, hash
                from unnest(?::uuid[], ?::bytea[]) with ordinality as added (id, hash, n)
                """)) {
      insert.setLong(1, first);
      insert.setArray(2, uuids(connection, entries));
      insert.setArray(3, bytes(connection, leaves));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("cannot add leaves from " + first, e);
    }
  }

  /** Adds roots of full tiles of the level below. */
  void addNodes(int level, long first, List<Hash> nodes) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into log_node (level, index, hash)
                select ?, ? + n - 1, hash
                from unnest(?::bytea[]) with ordinality as added (hash, n)
                """)) {
      insert.setInt(1, level);
      insert.setLong(2, first);
      insert.setArray(3, bytes(connection, nodes));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("cannot add nodes of level " + level + " from " + first, e);
    }
  }

  /** Neighbouring hashes of a level, 0 for the leaves; fewer when there are not so many. */
  List<Hash> hashes(int level, long first, int count) {
    Column<Hash> hash = row -> Hash.of(row.getBytes(1));
    if (level == 0) {
      return query(
          "select hash from log_leaf where index >= ? and index < ? order by index",
          hash,
          first,
          first + count);
    }
    return query(
        """
        select hash from log_node
        where level = ? and index >= ? and index < ?
        order by index
        """,
        hash,
        level,
        first,
        first + count);
  }

  /** The leaves themselves: what was hashed. */
  List<byte[]> entries(long first, int count) {
    return query(
        """
        select e.leaf
        from log_leaf l join log_entry e on e.id = l.entry_id
        where l.index >= ? and l.index < ?
        order by l.index
        """,
        row -> row.getString(1).getBytes(StandardCharsets.UTF_8),
        first,
        first + count);
  }

  private <T> List<T> query(String sql, Column<T> column, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      set(select, values);
      try (ResultSet rows = select.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(column.of(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new LogStoreException("cannot read the tree", e);
    }
  }

  private void update(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      set(update, values);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new LogStoreException("cannot change the tree", e);
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static Array uuids(Connection connection, List<PendingEntry> entries)
      throws SQLException {
    return connection.createArrayOf("uuid", entries.stream().map(PendingEntry::id).toArray());
  }

  private static Array bytes(Connection connection, List<Hash> hashes) throws SQLException {
    return connection.createArrayOf(
        "bytea", hashes.stream().map(Hash::bytes).toArray(byte[][]::new));
  }
}
