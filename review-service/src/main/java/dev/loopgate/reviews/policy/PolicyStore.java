package dev.loopgate.reviews.policy;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Every policy version that ever was in force, so that old reviews keep the terms they had. */
@ApplicationScoped
class PolicyStore {
  private static final String VERSIONS =
      "select name, version, digest, content, applied_by, applied_at from policy_version ";

  private final Sql sql;

  @Inject
  PolicyStore(Sql sql) {
    this.sql = sql;
  }

  /** Makes everybody else who applies a policy wait until this transaction ends. */
  void lock() {
    sql.query("select pg_advisory_xact_lock(20261126, 200)").mapTo(String.class).one();
  }

  /** Adds a version; false when it is there already. */
  boolean tryAdd(PolicyVersion policy) {
    return sql.update(
                """
                insert into policy_version
                  (ref, name, version, digest, content, applied_by, applied_at)
                values (:ref, :name, :version, :digest, :content, :appliedBy, :appliedAt)
                on conflict do nothing
                """,
                policy)
            .bind("ref", policy.ref())
            .execute()
        == 1;
  }

  /** Versions by name, the newest version of a name first, after one of them. */
  List<PolicyVersion> page(String name, int version, int limit) {
    return sql.query(
            VERSIONS
                + """
                where name > :name or (name = :name and version < :version)
                order by name, version desc
                limit :limit
                """)
        .bind("name", name)
        .bind("version", version)
        .bind("limit", limit)
        .map(PolicyStore::version)
        .list();
  }

  /** The names that there are. */
  List<String> names() {
    return sql.query("select name from policy_version where version = 1 order by name")
        .mapTo(String.class)
        .list();
  }

  /** All versions of a name, newest first. */
  List<PolicyVersion> ofName(String name) {
    return sql.query(VERSIONS + "where name = :name order by version desc")
        .bind("name", name)
        .map(PolicyStore::version)
        .list();
  }

  /** The newest version of a name. */
  Optional<PolicyVersion> newest(String name) {
    return sql.query(VERSIONS + "where name = :name order by version desc limit 1")
        .bind("name", name)
        .map(PolicyStore::version)
        .findFirst();
  }

  /** One version, for example {@code standard@1}. */
  Optional<PolicyVersion> find(String ref) {
    return sql.query(VERSIONS + "where ref = :ref")
        .bind("ref", ref)
        .map(PolicyStore::version)
        .findFirst();
  }

  private static PolicyVersion version(RowView row) {
    return new PolicyVersion(
        row.getColumn("name", String.class),
        row.getColumn("version", Integer.class),
        row.getColumn("digest", String.class),
        row.getColumn("content", String.class),
        row.getColumn("applied_by", String.class),
        row.getColumn("applied_at", Instant.class));
  }
}
