package dev.loopgate.reviews.log;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.tlog.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/**
 * The tree as rows that are only ever added: the hash of each leaf, and above it the root of each
 * full tile. Every tile and bundle of any size that the log ever had is a range of them.
 */
@ApplicationScoped
public class TreeStore {
  private final Sql sql;

  @Inject
  public TreeStore(Sql sql) {
    this.sql = sql;
  }

  /** The newest committed head. */
  public TreeHead head() {
    return head("select size, root from log_tree where id = 1");
  }

  /** The head, which nobody else moves before the transaction under way ends. */
  TreeHead lock() {
    return head("select size, root from log_tree where id = 1 for update");
  }

  private TreeHead head(String select) {
    return sql.query(select)
        .map(row ->
            new TreeHead(
                row.getColumn("size", Long.class), Hash.of(row.getColumn("root", byte[].class))))
        .one();
  }

  /** Moves the head, in the transaction that locked it. */
  void move(TreeHead head) {
    sql.update("update log_tree set size = :size, root = :root where id = 1")
        .bind("size", head.size())
        .bind("root", head.root().bytes())
        .execute();
  }

  /** Gives entries their indexes. */
  void addLeaves(long first, List<PendingEntry> entries, List<Hash> leaves) {
    sql.update(
            """
            insert into log_leaf (index, entry_id, hash)
            select :first + n - 1, id, hash
            from unnest(:ids::uuid[], :hashes::bytea[]) with ordinality as added (id, hash, n)
            """)
        .bind("first", first)
        .bind("ids", entries.stream().map(PendingEntry::id).toArray(UUID[]::new))
        .bind("hashes", bytes(leaves))
        .execute();
  }

  /** Adds roots of full tiles of the level below. */
  void addNodes(int level, long first, List<Hash> nodes) {
    sql.update(
            """
            insert into log_node (level, index, hash)
            select :level, :first + n - 1, hash
            from unnest(:hashes::bytea[]) with ordinality as added (hash, n)
            """)
        .bind("level", level)
        .bind("first", first)
        .bind("hashes", bytes(nodes))
        .execute();
  }

  /** Neighbouring hashes of a level, 0 for the leaves; fewer when there are not so many. */
  List<Hash> hashes(int level, long first, int count) {
    Query hashes =
        level == 0
            ? sql.query(
                """
                select hash from log_leaf
                where index >= :first and index < :end
                order by index
                """)
            : sql.query(
                    """
                    select hash from log_node
                    where level = :level and index >= :first and index < :end
                    order by index
                    """)
                .bind("level", level);
    return hashes
        .bind("first", first)
        .bind("end", first + count)
        .map(row -> Hash.of(row.getColumn("hash", byte[].class)))
        .list();
  }

  /** The leaves themselves: what was hashed. */
  List<byte[]> entries(long first, int count) {
    return sql.query(
            """
            select e.leaf
            from log_leaf l join log_entry e on e.id = l.entry_id
            where l.index >= :first and l.index < :end
            order by l.index
            """)
        .bind("first", first)
        .bind("end", first + count)
        .map(row -> row.getColumn("leaf", String.class).getBytes(StandardCharsets.UTF_8))
        .list();
  }

  private static byte[][] bytes(List<Hash> hashes) {
    return hashes.stream().map(Hash::bytes).toArray(byte[][]::new);
  }
}
