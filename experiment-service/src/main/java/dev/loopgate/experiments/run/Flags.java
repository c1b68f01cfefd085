package dev.loopgate.experiments.run;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.work.Completion.Flag;
import dev.loopgate.wire.text.Plain;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps tripwires that fired and tells them, in the caller's transaction. */
@Singleton
public class Flags {
  private final FlagStore flags;
  private final AttemptStore attempts;
  private final FeedStore feed;
  private final Clock clock;

  @Inject
  Flags(FlagStore flags, AttemptStore attempts, FeedStore feed, Clock clock) {
    this.flags = flags;
    this.attempts = attempts;
    this.feed = feed;
    this.clock = clock;
  }

  /** What a worker saw during an attempt. */
  void raise(Attempt attempt, @Nullable UUID idea, List<Flag> seen) {
    Reports.kept(seen).forEach(flag -> raise(attempt, idea, flag));
  }

  /** What shows only when runs are looked at together; it stands with the run's last attempt. */
  public void raise(UUID run, @Nullable UUID idea, String kind, String evidence) {
    Flag flag = new Flag(kind, Plain.storable(evidence, Reports.LONGEST_DETAIL));
    raise(attempts.of(run).getLast(), idea, flag);
  }

  private void raise(Attempt attempt, @Nullable UUID idea, Flag flag) {
    flags.insert(attempt, flag, clock.instant());
    feed.append(
        RunFlagged.TYPE,
        attempt.runId(),
        attempt.programId(),
        new RunFlagged(
            attempt.experimentId(),
            idea,
            attempt.runId(),
            attempt.id(),
            attempt.stage(),
            flag.kind(),
            flag.evidence(),
            clock.instant()));
  }

  /** The kinds that any attempt of an experiment raised. */
  public Set<String> kinds(UUID experiment) {
    return Set.copyOf(flags.kinds(experiment));
  }

  /** By experiment, one entry for each kind; absent where nothing fired that is shown. */
  public Map<UUID, List<Tripwire>> tripwires(List<UUID> experiments, Shown shown) {
    return flags.tripwires(experiments, shown);
  }
}
