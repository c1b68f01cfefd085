package dev.loopgate.experiments.run;

import static java.util.Objects.requireNonNull;

import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.experiments.run.LeaseDesk.Answer;
import dev.loopgate.experiments.run.LeaseStore.Candidate;
import dev.loopgate.experiments.run.LeaseStore.Holding;
import dev.loopgate.experiments.secret.Secrets;
import dev.loopgate.experiments.stop.Stops;
import dev.loopgate.experiments.worker.WorkerStore;
import dev.loopgate.experiments.worker.WorkerView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lends attempts to a worker, any number in one transaction. Its locks are taken in the order of
 * gate, program, run, worker, and none of the rows is waited for.
 */
@Singleton
class Lending {
  private final LeaseStore leases;
  private final AttemptStore attempts;
  private final RunStore runs;
  private final KnownPlans plans;
  private final WorkerStore workers;
  private final Stops stops;
  private final Secrets secrets;
  private final Clock clock;
  private final RunConfig config;

  @Inject
  Lending(
      LeaseStore leases,
      AttemptStore attempts,
      RunStore runs,
      KnownPlans plans,
      WorkerStore workers,
      Stops stops,
      Secrets secrets,
      Clock clock,
      RunConfig config) {
    this.leases = leases;
    this.attempts = attempts;
    this.runs = runs;
    this.plans = plans;
    this.workers = workers;
    this.stops = stops;
    this.secrets = secrets;
    this.clock = clock;
    this.config = config;
  }

  /**
   * What was lent in one transaction.
   *
   * @param isBusy whether a program was passed over because another replica was lending of it
   */
  record Round(List<Lease> leases, boolean isBusy) {
    static final Round NOTHING = new Round(List.of(), false);

    Answer answer(int index) {
      return new Answer(
          index < leases.size() ? Optional.of(leases.get(index)) : Optional.empty(), isBusy);
    }
  }

  /** Up to so many attempts, of each program with work its share. */
  Round lend(String worker, int most) {
    return QuarkusTransaction.requiringNew().call(() -> lendNow(worker, most));
  }

  private Round lendNow(String name, int most) {
    WorkerView worker = workers.find(name).orElseThrow(() -> RunProblems.unknownWorker(name));
    Round round = leases.isAnyAlone() ? lendApart(worker, most) : lendOrdinary(worker, most);
    workers.seen(name);
    return round;
  }

  /** While an attempt is to run alone: nothing beside it, and one worker makes room for it. */
  private Round lendApart(WorkerView worker, int most) {
    Holding holding = leases.lockHolding(worker.name());
    if (holding == Holding.ONE_ALONE) {
      return Round.NOTHING;
    }
    if (holding == Holding.NOTHING) {
      Round alone = lendOf(leases.programsWithWork(), worker, true, 1);
      return alone.leases().isEmpty() ? lendOrdinary(worker, most) : alone;
    }
    return isToMakeRoom(worker) ? Round.NOTHING : lendOrdinary(worker, most);
  }

  private boolean isToMakeRoom(WorkerView worker) {
    return leases.isFirstOfItsLike(worker, workers.liveSince())
        && leases.programsWithWork().stream()
            .flatMap(program -> next(program, worker, true, 1).stream())
            .anyMatch(candidates -> !candidates.isEmpty());
  }

  private Round lendOrdinary(WorkerView worker, int most) {
    return lendOf(leases.programsWithWork(), worker, false, most);
  }

  private Round lendOf(List<UUID> programs, WorkerView worker, boolean alone, int most) {
    List<Lease> lent = new ArrayList<>();
    boolean isBusy = false;
    for (int i = 0; i < programs.size() && lent.size() < most; i++) {
      int share = Math.ceilDiv(most - lent.size(), programs.size() - i);
      UUID program = programs.get(i);
      Optional<List<Lease>> ofProgram =
          next(program, worker, alone, share)
              .map(candidates -> lend(program, fitting(candidates), worker));
      ofProgram.ifPresent(lent::addAll);
      isBusy |= ofProgram.isEmpty();
    }
    return new Round(lent, isBusy);
  }

  /** Empty when another replica was lending. */
  private Optional<List<Candidate>> next(UUID program, WorkerView worker, boolean alone, int most) {
    if (!stops.mayRun(program)) {
      return Optional.of(List.of());
    }
    return leases
        .tryLockProgram(program)
        .map(limit -> leases.next(program, limit, worker, workers.liveSince(), alone, most));
  }

  /** New runs only as long as there are free places. */
  private static List<Attempt> fitting(List<Candidate> candidates) {
    List<Attempt> fitting = new ArrayList<>();
    int begun = 0;
    for (Candidate candidate : candidates) {
      if (candidate.begun() || begun++ < candidate.free()) {
        fitting.add(candidate.attempt());
      }
    }
    return fitting;
  }

  private List<Lease> lend(UUID program, List<Attempt> chosen, WorkerView worker) {
    if (chosen.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Instant until = now.plus(config.length());
    Map<UUID, RunToken> tokens = new LinkedHashMap<>();
    chosen.forEach(attempt -> tokens.put(attempt.id(), RunToken.fresh(secrets)));
    leases.lend(program, hashes(tokens), worker, now, until);
    Map<UUID, Run> ofRuns = runs.all(chosen.stream().map(Attempt::runId).toList());
    return chosen.stream()
        .map(attempt ->
            lease(
                attempt,
                requireNonNull(ofRuns.get(attempt.runId())),
                requireNonNull(tokens.get(attempt.id())),
                until))
        .toList();
  }

  private static Map<UUID, String> hashes(Map<UUID, RunToken> tokens) {
    return tokens.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, token -> token.getValue().hash()));
  }

  private Lease lease(Attempt attempt, Run run, RunToken token, Instant until) {
    RunPlan plan = plans.of(attempt.experimentId());
    return Leases.of(attempt, run, plan, inputs(attempt, plan), config, token, until);
  }

  private List<Artifact> inputs(Attempt attempt, RunPlan plan) {
    return plan.stages().get(attempt.stageIndex()).consumes().isEmpty()
        ? List.of()
        : attempts.artifacts(attempt.runId());
  }
}
