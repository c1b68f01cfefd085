package dev.loopgate.ideas.quarantine;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.ideas.quarantine.Quarantine.Lifted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * The rows of quarantines. An agent's proposals share a lock that its quarantine takes alone, so
 * that none of them slips past; it is taken before the lock of any program.
 */
@ApplicationScoped
class QuarantineStore {
  private final Sql sql;

  @Inject
  QuarantineStore(Sql sql) {
    this.sql = sql;
  }

  /** Keeps the agent from being quarantined until this transaction ends. */
  void share(String subject) {
    sql.query("select pg_advisory_xact_lock_shared(hashtextextended(:agent, 0))")
        .bind("agent", "agent " + subject)
        .mapTo(String.class)
        .one();
  }

  /** Waits for the agent's proposals under way, and holds off new ones. */
  void lock(String subject) {
    sql.query("select pg_advisory_xact_lock(hashtextextended(:agent, 0))")
        .bind("agent", "agent " + subject)
        .mapTo(String.class)
        .one();
  }

  Optional<Quarantine> inForce(String subject) {
    return sql.query("select * from quarantine where subject = :subject and lifted_at is null")
        .bind("subject", subject)
        .map(QuarantineStore::read)
        .findFirst();
  }

  /** The newest one of an agent, in force or not. */
  Optional<Quarantine> newest(String subject) {
    return sql.query("select * from quarantine where subject = :subject order by id desc limit 1")
        .bind("subject", subject)
        .map(QuarantineStore::read)
        .findFirst();
  }

  /** Newest first, below an id. */
  List<Quarantine> page(UUID below, int limit) {
    return sql.query("select * from quarantine where id < :below order by id desc limit :limit")
        .bind("below", below)
        .bind("limit", limit)
        .map(QuarantineStore::read)
        .list();
  }

  /** False when the agent is in quarantine already. */
  boolean tryInsert(Quarantine quarantine) {
    return sql.update(
                """
                insert into quarantine (id, subject, sponsor, idea_id, idea_key, program_id,
                  program,
                  reason, quarantined_at)
                values (:id, :subject, :sponsor, :ideaId, :ideaKey, :programId, :program, :reason,
                  :quarantinedAt)
                on conflict do nothing
                """,
                quarantine)
            .execute()
        == 1;
  }

  /** False when it was lifted before. */
  boolean tryLift(UUID id, Lifted lifted) {
    return sql.update(
                """
                update quarantine set lifted_by = :by, lift_reason = :reason, lifted_at = :at
                where id = :id and lifted_at is null
                """,
                lifted)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Whether a person ever answered for one of the agent's ideas. */
  boolean isSponsor(String person, String subject) {
    return sql.query(
            """
            select 1 from idea
            where provenance ->> 'principal' = :subject and provenance ->> 'sponsor' = :person
            limit 1
            """)
        .bind("subject", subject)
        .bind("person", person)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  private static Quarantine read(RowView row) {
    return new Quarantine(
        row.getColumn("id", UUID.class),
        row.getColumn("subject", String.class),
        row.getColumn("sponsor", String.class),
        row.getColumn("idea_id", UUID.class),
        row.getColumn("idea_key", String.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("quarantined_at", Instant.class),
        lifted(row));
  }

  private static @Nullable Lifted lifted(RowView row) {
    Instant at = row.getColumn("lifted_at", Instant.class);
    return at == null
        ? null
        : new Lifted(
            row.getColumn("lifted_by", String.class),
            row.getColumn("lift_reason", String.class),
            at);
  }
}
