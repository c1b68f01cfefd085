package dev.loopgate.experiments.run;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Heartbeat;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.experiments.artifact.ArtifactStore;
import dev.loopgate.experiments.artifact.Digests;
import dev.loopgate.experiments.metric.MetricStore;
import dev.loopgate.experiments.metric.Metrics;
import dev.loopgate.experiments.stop.Stops;
import dev.loopgate.experiments.worker.WorkerStore;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.text.Plain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what the holder of a lease reports. Whoever has not the token, or no lease, is refused. */
@ApplicationScoped
class Attempts {
  private static final int LONGEST_PARAM = 6_000;
  private static final String UNEXPLAINED_LOSS = "UNEXPLAINED_LOSS";

  private final AttemptStore attempts;
  private final RunStore runs;
  private final KnownPlans plans;
  private final RunProgress progress;
  private final SpentTimeStore time;
  private final Wakeups wakeups;
  private final MetricStore metrics;
  private final ArtifactStore artifacts;
  private final Flags flags;
  private final WorkerStore workers;
  private final Stops stops;
  private final Forfeits forfeits;
  private final Clock clock;
  private final RunConfig config;

  @Inject
  Attempts(
      AttemptStore attempts,
      RunStore runs,
      KnownPlans plans,
      RunProgress progress,
      SpentTimeStore time,
      Wakeups wakeups,
      MetricStore metrics,
      ArtifactStore artifacts,
      Flags flags,
      WorkerStore workers,
      Stops stops,
      Forfeits forfeits,
      Clock clock,
      RunConfig config) {
    this.attempts = attempts;
    this.runs = runs;
    this.plans = plans;
    this.progress = progress;
    this.time = time;
    this.wakeups = wakeups;
    this.metrics = metrics;
    this.artifacts = artifacts;
    this.flags = flags;
    this.workers = workers;
    this.stops = stops;
    this.forfeits = forfeits;
    this.clock = clock;
    this.config = config;
  }

  /** The attempt, when the token belongs to it, in whatever state it is. */
  private Attempt holder(UUID id, @Nullable String token) {
    Attempt attempt = attempts.find(id).orElseThrow(() -> ProblemException.notFound("attempt", id));
    if (!RunToken.matches(token, attempt.tokenHash())) {
      throw RunProblems.runToken(id);
    }
    return attempt;
  }

  /** The attempt, when the token belongs to it and its lease is alive. */
  Attempt leased(UUID id, @Nullable String token) {
    return live(holder(id, token));
  }

  private static Attempt live(Attempt attempt) {
    if (attempt.state() != AttemptState.LEASED) {
      throw RunProblems.leaseExpired(attempt.id(), attempt.state());
    }
    return attempt;
  }

  @Transactional
  Heartbeat heartbeat(UUID id, @Nullable String token) {
    Attempt attempt = leased(id, token);
    Instant expiresAt = clock.instant().plus(config.length());
    if (!attempts.tryExtend(id, expiresAt)) {
      throw RunProblems.leaseExpired(id, attempt.state());
    }
    workers.seen(requireNonNull(attempt.worker()));
    return new Heartbeat(expiresAt, attempt.isUnwanted() || stops.isStopped(attempt.programId()));
  }

  @Transactional
  void log(UUID id, @Nullable String token, List<@Nullable MetricPoint> points) {
    holder(id, token);
    List<Metrics.Point> checked = Metrics.require(points);
    Attempt attempt = live(attempts.lock(id));
    metrics.append(id, attempt.runId(), checked);
  }

  /** Ends an attempt once; the same report again changes nothing. */
  @Transactional
  void complete(UUID id, @Nullable String token, Completion completion) {
    Attempt held = holder(id, token);
    runs.lockExperiment(held.experimentId());
    Attempt attempt = attempts.lock(id);
    String digest = Reports.digest(completion);
    if (digest.equals(attempt.completionDigest())) {
      return;
    }
    if (attempt.completionDigest() != null) {
      throw RunProblems.alreadyCompleted(id);
    }
    if (attempt.state() == AttemptState.LOST && completion.outcome() == Outcome.CANCELLED) {
      attempts.explain(id, detail(completion, 0));
      return;
    }
    live(attempt);
    complete(takenBack(attempt), completion, digest);
  }

  /** A stop that is in force counts, also when it has not come to this attempt yet. */
  private Attempt takenBack(Attempt attempt) {
    if (!stops.takeBack(attempt.id(), attempt.programId())) {
      return attempt;
    }
    forfeits.giveUp(List.of(attempt.experimentId()));
    return attempts.lock(attempt.id());
  }

  private void complete(Attempt attempt, Completion completion, String digest) {
    RunPlan plan = plans.of(attempt.experimentId());
    Reports.check(completion, plan.stages().get(attempt.stageIndex()));
    refuseMissing(completion.artifacts());
    AttemptState state = state(completion.outcome(), attempt);
    List<Metrics.Point> points = Metrics.valid(completion.metrics());
    String detail = detail(completion, completion.metrics().size() - points.size());
    attempts.tryComplete(attempt.id(), state, completion, detail, digest, clock.instant());
    leaseEnded(attempt);
    metrics.replace(attempt.id(), attempt.runId(), points);
    keep(attempt, completion);
    flags.raise(attempt, plan.ideaId(), completion.flags());
    Ending ending = new Ending(state, completion.isolation(), detail, completion.flags());
    goOn(attempt, ending, plan, completion.outcome() == Outcome.LOST);
  }

  /**
   * What comes after the end of an attempt.
   *
   * @param isUnexplained whether nobody can say why, in case that it is lost
   */
  private void goOn(Attempt attempt, Ending ending, RunPlan plan, boolean isUnexplained) {
    if (ending.state() == AttemptState.LOST && isUnexplained) {
      Flag loss = new Flag(UNEXPLAINED_LOSS, ending.detail());
      flags.raise(attempt, plan.ideaId(), List.of(loss));
    }
    progress.ended(attempt, ending, plan);
    tellStops(attempt);
  }

  /** A baseline that times out may do so because of its neighbours: once it gets a second try. */
  private AttemptState state(Outcome outcome, Attempt attempt) {
    boolean isSlow = outcome == Outcome.TIMED_OUT && !attempt.alone() && !attempt.isUnwanted();
    return isSlow && runs.find(attempt.runId()).orElseThrow().arm() == Arm.BASELINE
        ? AttemptState.LOST
        : Reports.state(outcome, attempt);
  }

  private void refuseMissing(List<Completion.Artifact> declared) {
    for (int i = 0; i < declared.size(); i++) {
      String pointer = "/artifacts/%d/digest".formatted(i);
      String digest = declared.get(i).digest();
      if (digest == null || artifacts.find(Digests.require(pointer, digest)).isEmpty()) {
        throw ProblemException.invalid(
            pointer, "Upload %s with PUT /api/v1/artifacts/{digest} first.".formatted(digest));
      }
    }
  }

  /** A number that nobody can read must not keep a worker from ending: it is left out, and said. */
  private static String detail(Completion completion, int refused) {
    String detail = Plain.storable(completion.detail(), Reports.LONGEST_DETAIL);
    return refused == 0
        ? detail
        : "%s (%d metric points were no finite decimals and are left out)"
            .formatted(detail, refused);
  }

  private void keep(Attempt attempt, Completion completion) {
    completion.artifacts().forEach(artifact -> attempts.declare(attempt, artifact));
    completion.params().entrySet().stream()
        .filter(param -> Metrics.isKey(param.getKey()))
        .forEach(param ->
            runs.putParam(
                attempt.runId(), param.getKey(), Plain.storable(param.getValue(), LONGEST_PARAM)));
  }

  /** Takes back a lease that nobody kept alive. */
  @Transactional
  void lose(UUID id) {
    Attempt seen = attempts.find(id).orElseThrow();
    runs.lockExperiment(seen.experimentId());
    Attempt attempt = attempts.lock(id);
    Instant now = clock.instant();
    Instant expiresAt = attempt.expiresAt();
    if (attempt.state() != AttemptState.LEASED || expiresAt == null || expiresAt.isAfter(now)) {
      return;
    }
    endLost(takenBack(attempt), now);
  }

  private void endLost(Attempt attempt, Instant now) {
    AttemptState state = Reports.unfinished(attempt);
    String detail = "worker %s did not keep its lease alive".formatted(attempt.worker());
    attempts.tryEnd(attempt.id(), state, detail, now);
    leaseEnded(attempt);
    Ending ending = new Ending(state, null, detail, List.of());
    goOn(attempt, ending, plans.of(attempt.experimentId()), true);
  }

  /** Its place, or the next attempt of the run, can be lent. */
  private void leaseEnded(Attempt attempt) {
    wakeups.announce(Wakeups.LEASES);
    time.add(
        attempt.programId(),
        Duration.between(requireNonNull(attempt.startedAt()), clock.instant()));
  }

  private void tellStops(Attempt attempt) {
    if (attempt.stopped()) {
      stops.ended(attempt.id());
    }
  }
}
