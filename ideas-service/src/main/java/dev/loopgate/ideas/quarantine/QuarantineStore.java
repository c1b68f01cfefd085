package dev.loopgate.ideas.quarantine;

import dev.loopgate.ideas.quarantine.Quarantine.Lifted;
import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of quarantines. An agent's proposals share a lock that its quarantine takes alone, so
 * that none of them slips past; it is taken before the lock of any program.
 */
@ApplicationScoped
class QuarantineStore {
  private final Database database;

  @Inject
  QuarantineStore(Database database) {
    this.database = database;
  }

  /** Keeps the agent from being quarantined until this transaction ends. */
  void share(String subject) {
    database.find(
        "select pg_advisory_xact_lock_shared(hashtextextended(?, 0))",
        row -> true,
        "agent " + subject);
  }

  /** Waits for the agent's proposals under way, and holds off new ones. */
  void lock(String subject) {
    database.find(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, "agent " + subject);
  }

  Optional<Quarantine> inForce(String subject) {
    return database.find(
        "select * from quarantine where subject = ? and lifted_at is null",
        QuarantineStore::read,
        subject);
  }

  /** The newest one of an agent, in force or not. */
  Optional<Quarantine> newest(String subject) {
    return database.find(
        "select * from quarantine where subject = ? order by id desc limit 1",
        QuarantineStore::read,
        subject);
  }

  /** Newest first, below an id. */
  List<Quarantine> page(UUID below, int limit) {
    return database.list(
        "select * from quarantine where id < ? order by id desc limit ?",
        QuarantineStore::read,
        below,
        limit);
  }

  /** False when the agent is in quarantine already. */
  boolean tryInsert(Quarantine quarantine) {
    return database.update(
            """
            insert into quarantine (id, subject, sponsor, idea_id, idea_key, program_id, program,
              reason, quarantined_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            quarantine.id(),
            quarantine.subject(),
            quarantine.sponsor(),
            quarantine.ideaId(),
            quarantine.ideaKey(),
            quarantine.programId(),
            quarantine.program(),
            quarantine.reason(),
            quarantine.quarantinedAt())
        == 1;
  }

  /** False when it was lifted before. */
  boolean tryLift(UUID id, Lifted lifted) {
    return database.update(
            """
            update quarantine set lifted_by = ?, lift_reason = ?, lifted_at = ?
            where id = ? and lifted_at is null
            """,
            lifted.by(),
            lifted.reason(),
            lifted.at(),
            id)
        == 1;
  }

  /** Whether a person ever answered for one of the agent's ideas. */
  boolean isSponsor(String person, String subject) {
    return database
        .find(
            """
            select 1 from idea
            where provenance ->> 'principal' = ? and provenance ->> 'sponsor' = ?
            limit 1
            """,
            row -> row.getInt(1),
            subject,
            person)
        .isPresent();
  }

  private static Quarantine read(ResultSet row) throws SQLException {
    return new Quarantine(
        row.getObject("id", UUID.class),
        row.getString("subject"),
        row.getString("sponsor"),
        row.getObject("idea_id", UUID.class),
        row.getString("idea_key"),
        row.getObject("program_id", UUID.class),
        row.getString("program"),
        row.getString("reason"),
        Objects.requireNonNull(Database.instant(row, "quarantined_at")),
        lifted(row));
  }

  private static @Nullable Lifted lifted(ResultSet row) throws SQLException {
    var at = Database.instant(row, "lifted_at");
    return at == null
        ? null
        : new Lifted(row.getString("lifted_by"), row.getString("lift_reason"), at);
  }
}
