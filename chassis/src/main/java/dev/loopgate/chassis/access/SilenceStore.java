package dev.loopgate.chassis.access;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.contracts.reviews.SilenceChanged.Lift;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/**
 * Silences of agents, in each service's own database, so that no restart and no other replica
 * forgets them.
 */
@ApplicationScoped
public class SilenceStore {
  private final Sql sql;

  @Inject
  SilenceStore(Sql sql) {
    this.sql = sql;
  }

  /** Makes whoever else silences that agent, or lifts that, wait until this transaction ends. */
  public void lock(String subject) {
    sql.query("select pg_advisory_xact_lock(hashtextextended(:silence, 0))")
        .bind("silence", "silence " + subject)
        .mapTo(String.class)
        .one();
  }

  /** Keeps how it stands, in the transaction under way; what was lifted stays so. */
  public void save(SilenceChanged silence) {
    Lift lift = silence.lift();
    sql.update(
            """
            insert into silence
              (id, subject, silenced_by, reason, silenced_at, lifted_by, lift_reason, lifted_at)
            values (:silenceId, :subject, :silencedBy, :reason, :silencedAt, :liftedBy, :liftReason, :liftedAt)
            on conflict (id) do update
            set lifted_by = excluded.lifted_by, lift_reason = excluded.lift_reason,
                lifted_at = excluded.lifted_at
            where silence.lifted_at is null
            """,
            silence)
        .bind("liftedBy", lift == null ? null : lift.by())
        .bind("liftReason", lift == null ? null : lift.reason())
        .bind("liftedAt", lift == null ? null : lift.at())
        .execute();
  }

  /** What keeps an agent from changing anything; empty when nothing does. */
  public Optional<SilenceChanged> inForce(String subject) {
    return sql.query(
            """
            select * from silence
            where subject = :subject and lifted_at is null
            order by silenced_at
            limit 1
            """)
        .bind("subject", subject)
        .map(SilenceStore::read)
        .findFirst();
  }

  /** Newest first, below an id. */
  public List<SilenceChanged> page(UUID below, int limit) {
    return sql.query("select * from silence where id < :below order by id desc limit :limit")
        .bind("below", below)
        .bind("limit", limit)
        .map(SilenceStore::read)
        .list();
  }

  private static SilenceChanged read(RowView row) {
    Instant liftedAt = row.getColumn("lifted_at", Instant.class);
    return new SilenceChanged(
        row.getColumn("id", UUID.class),
        row.getColumn("subject", String.class),
        row.getColumn("silenced_by", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("silenced_at", Instant.class),
        liftedAt == null
            ? null
            : new Lift(
                row.getColumn("lifted_by", String.class),
                row.getColumn("lift_reason", String.class),
                liftedAt));
  }
}
