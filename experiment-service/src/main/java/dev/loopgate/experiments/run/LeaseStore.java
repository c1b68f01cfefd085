package dev.loopgate.experiments.run;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.experiments.worker.WorkerView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The queue. Taking never waits for a lock: what somebody else holds is skipped and found again at
 * the next look.
 */
@Singleton
class LeaseStore {
  private final Sql sql;

  @Inject
  LeaseStore(Sql sql) {
    this.sql = sql;
  }

  /** Programs that have something to run and are not stopped, the longest unserved first. */
  List<UUID> programsWithWork() {
    return sql.query(
            """
            select p.id from program p
            where exists (select 1 from attempt a where a.program_id = p.id and a.state = 'PENDING')
              and not exists (select 1 from stop s
                              where s.in_force and (s.program_id is null or s.program_id = p.id))
            order by p.leased_at nulls first, p.id
            """)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Locks the program, so that the runs under way can be counted, and returns its limit; empty when
   * another lease of the program is being made.
   */
  Optional<Integer> tryLockProgram(UUID program) {
    return sql.query(
            "select concurrent_runs from program where id = :program for update skip locked")
        .bind("program", program)
        .mapTo(int.class)
        .findFirst();
  }

  /**
   * An attempt that may be lent.
   *
   * @param begun whether its run goes on, so that it needs no free place
   * @param free places of its program for new runs
   */
  record Candidate(Attempt attempt, boolean begun, int free) {}

  /**
   * The next attempts in the order of experiment and pair, locked. A run that has begun goes on in
   * any case; a new one needs a free place, and the caller counts how many of them it fills.
   *
   * @param worker experiments that demand more isolation than it has are not for it, nor are pairs
   *     that workers of another class have begun (a lost or stopped attempt measured nothing and
   *     does not count), nor a stage that replicates when an earlier stage of the run was on its
   *     machine. Of a plan with such a stage, a class with one machine gets nothing, and the other
   *     stages of a run stay on one machine as long as that is there: else no other one might be
   *     left
   * @param alone whether those are asked for that must run alone, or the others
   * @param liveSince a worker that was seen after this is there
   */
  List<Candidate> next(
      UUID program,
      int concurrentRuns,
      WorkerView worker,
      Instant liveSince,
      boolean alone,
      int most) {
    return sql.query(
            """
            with place as materialized (
              select :concurrentRuns - (select count(*) from run x where x.program_id = :program and x.state = 'RUNNING')
                       - (select count(*) from attempt c
                          where c.program_id = :program and c.state = 'LEASED' and c.cancel_requested) as free)
            select a.*, r.state = 'RUNNING' as begun, place.free
            from attempt a
            join run r on r.id = a.run_id
            join run_plan p on p.experiment_id = a.experiment_id
            cross join place
            where a.program_id = :program and a.state = 'PENDING' and p.isolation = any(string_to_array(:demands, ','))
              and (r.state = 'RUNNING' or place.free > 0) and a.alone = :alone
              and not exists
                (select 1 from run x join attempt b on b.run_id = x.id
                 where x.experiment_id = a.experiment_id and x.index = a.run_index
                   and b.worker_class <> :workerClass and b.state not in ('LOST', 'STOPPED'))
              and not (a.replicate and exists
                (select 1 from attempt b
                 where b.run_id = a.run_id and b.stage_index < a.stage_index and b.machine = :machine
                   and b.state not in ('LOST', 'STOPPED')))
              and (not p.replicates
                or (exists (select 1 from worker w
                            where w.worker_class = :workerClass and w.machine <> :machine and w.last_seen_at >= :liveSince)
                  and (a.replicate or not exists
                    (select 1 from attempt b join worker w on w.machine = b.machine
                     where b.run_id = a.run_id and b.machine <> :machine and not b.replicate
                       and b.state not in ('LOST', 'STOPPED') and w.last_seen_at >= :liveSince))))
            order by a.experiment_id, a.run_index, a.run_position
            limit :most
            for update of a, r skip locked
            """)
        .bind("concurrentRuns", concurrentRuns)
        .bind("program", program)
        .bind("demands", allowedBy(worker.isolation()))
        .bind("workerClass", worker.workerClass())
        .bind("machine", worker.machine())
        .bind("liveSince", liveSince)
        .bind("alone", alone)
        .bind("most", most)
        .map(row ->
            new Candidate(
                AttemptStore.read(row),
                row.getColumn("begun", Boolean.class),
                row.getColumn("free", Integer.class)))
        .list();
  }

  /** Whether any attempt runs, or is to run, alone on a worker. */
  boolean isAnyAlone() {
    return sql.query("select 1 from attempt where alone and state in ('PENDING', 'LEASED') limit 1")
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  /** What a worker holds. */
  enum Holding {
    NOTHING,
    SOME,
    ONE_ALONE
  }

  /** What a worker holds; nobody else lends to it in this way until the transaction ends. */
  Holding lockHolding(String worker) {
    sql.query("select 1 from worker where name = :worker for update")
        .bind("worker", worker)
        .mapTo(int.class)
        .list();
    List<Boolean> held =
        sql.query("select alone from attempt where worker = :worker and state = 'LEASED'")
            .bind("worker", worker)
            .mapTo(boolean.class)
            .list();
    if (held.isEmpty()) {
      return Holding.NOTHING;
    }
    return held.contains(true) ? Holding.ONE_ALONE : Holding.SOME;
  }

  /** Whether a worker is the first by name of those like it, so that it makes room for one. */
  boolean isFirstOfItsLike(WorkerView worker, Instant liveSince) {
    return sql.query(
            """
            select 1 from worker
            where name < :name and worker_class = :workerClass and isolation = :isolation
              and last_seen_at >= :liveSince
            limit 1
            """)
        .bind("name", worker.name())
        .bind("workerClass", worker.workerClass())
        .bind("isolation", worker.isolation())
        .bind("liveSince", liveSince)
        .mapTo(int.class)
        .findFirst()
        .isEmpty();
  }

  /** The demands that a worker with this isolation meets. */
  private static String allowedBy(Isolation worker) {
    return Arrays.stream(Isolation.values())
        .filter(demanded -> demanded.compareTo(worker) <= 0)
        .map(Isolation::name)
        .collect(Collectors.joining(","));
  }

  /** What is lent of one program at one moment; each with the hash of its run token. */
  void lend(
      UUID program, Map<UUID, String> tokenHashes, WorkerView worker, Instant now, Instant until) {
    PreparedBatch lease =
        sql.batch(
            """
            update attempt
            set state = 'LEASED', worker = :worker, machine = :machine, worker_class = :workerClass,
                token_hash = :tokenHash, started_at = :now, expires_at = :until
            where id = :id
            """);
    tokenHashes.forEach((id, tokenHash) ->
        lease
            .bind("worker", worker.name())
            .bind("machine", worker.machine())
            .bind("workerClass", worker.workerClass())
            .bind("tokenHash", tokenHash)
            .bind("now", now)
            .bind("until", until)
            .bind("id", id)
            .add());
    lease.execute();
    sql.update(
            """
            update run set state = 'RUNNING'
            where state = 'PENDING' and id in (select run_id from attempt where id = any(:lent))
            """)
        .bindArray("lent", UUID.class, tokenHashes.keySet())
        .execute();
    sql.update("update program set leased_at = :now where id = :program")
        .bind("now", now)
        .bind("program", program)
        .execute();
  }
}
