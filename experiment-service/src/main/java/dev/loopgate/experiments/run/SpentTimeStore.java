package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How long the attempts of a program took. One counter for each program would be a row that all
 * completions wait for, so each adds a row of its own, and they are added up behind them.
 */
@Singleton
class SpentTimeStore {
  private static final long NANOS_PER_MICRO = 1_000;

  private final Sql sql;

  @Inject
  SpentTimeStore(Sql sql) {
    this.sql = sql;
  }

  /** An attempt has ended, in the transaction under way. */
  void add(UUID program, Duration taken) {
    sql.update("insert into spent_time_added (program_id, micros) values (:program, :micros)")
        .bind("program", program)
        .bind("micros", taken.toNanos() / NANOS_PER_MICRO)
        .execute();
  }

  /** Adds up what was added one by one; whoever asks meanwhile sees all of it once. */
  void addUp() {
    sql.update(
            """
            with added as (delete from spent_time_added returning program_id, micros)
            insert into spent_time (program_id, micros)
            select program_id, sum(micros) from added group by program_id order by program_id
            on conflict (program_id) do update set micros = spent_time.micros + excluded.micros
            """)
        .execute();
  }

  /** Of all attempts, those under way up to now. */
  Duration of(UUID program, Instant now) {
    long micros =
        sql.query(
                """
                select coalesce((select micros from spent_time where program_id = :program), 0)
                     + coalesce((select sum(micros) from spent_time_added where program_id = :program), 0)
                     + coalesce((select sum(extract(epoch from :now::timestamptz - started_at)) * 1000000
                                 from attempt where program_id = :program and state = 'LEASED'), 0)
                """)
            .bind("program", program)
            .bind("now", now)
            .mapTo(long.class)
            .one();
    return Duration.ofNanos(micros * NANOS_PER_MICRO);
  }
}
