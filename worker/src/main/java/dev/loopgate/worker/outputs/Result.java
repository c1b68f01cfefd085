package dev.loopgate.worker.outputs;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.sandbox.StageEnd;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what is reported about a stage that ended. */
public final class Result {
  private static final int MAX_DETAIL = 1_000;

  private Result() {}

  /** A stage that ran. */
  public static Completion of(
      StageEnd end,
      Isolation isolation,
      CollectOutputs collected,
      LoggedValues logged,
      Flags flags,
      boolean trusted) {
    boolean spoilt = trusted && (logged.contradicts() || flags.raised(Flags.EVALUATOR_CHANGED));
    return new Completion(
        outcome(end, collected, spoilt),
        end.exitCode(),
        end.duration().toMillis(),
        isolation,
        detail(end, collected, logged),
        collected.outputs().stream().map(CollectOutputs.Output::artifact).toList(),
        logged.metrics(),
        logged.params(),
        flags.list());
  }

  /** A stage that never ran, or whose end nobody saw. */
  public static Completion without(Outcome outcome, Isolation isolation, String detail) {
    return flagged(outcome, isolation, detail, new Flags());
  }

  /** Nothing but how it ended and what was seen. */
  public static Completion flagged(
      Outcome outcome, Isolation isolation, String detail, Flags flags) {
    String text = Flags.shorten(Flags.printable(detail), MAX_DETAIL);
    return new Completion(
        outcome, null, 0, isolation, text, List.of(), List.of(), Map.of(), flags.list());
  }

  /** The same end without anything that a service could have refused. */
  public static Completion refused(Completion completion, String detail) {
    return new Completion(
        completion.outcome() == Outcome.SUCCEEDED ? Outcome.FAILED : completion.outcome(),
        completion.exitCode(),
        completion.durationMillis(),
        completion.isolation(),
        Flags.shorten(Flags.printable(detail), MAX_DETAIL),
        List.of(),
        List.of(),
        Map.of(),
        completion.flags());
  }

  private static Outcome outcome(StageEnd end, CollectOutputs collected, boolean spoilt) {
    if (end.outcome() != Outcome.SUCCEEDED) {
      return end.outcome();
    }
    if (!collected.tooMuch().isEmpty()) {
      return Outcome.ARTIFACT_LIMIT;
    }
    return spoilt || !collected.missing().isEmpty() ? Outcome.FAILED : Outcome.SUCCEEDED;
  }

  private static String detail(StageEnd end, CollectOutputs collected, LoggedValues logged) {
    String text =
        Stream.of(
                end.detail(),
                collected.tooMuch(),
                missing(end, collected),
                strays(end),
                logged.complaint())
            .filter(sentence -> !sentence.isEmpty())
            .collect(Collectors.joining(" "));
    return Flags.shorten(text, MAX_DETAIL);
  }

  private static String missing(StageEnd end, CollectOutputs collected) {
    return end.outcome() != Outcome.SUCCEEDED || collected.missing().isEmpty()
        ? ""
        : "Declared outputs are missing: %s.".formatted(String.join(", ", collected.missing()));
  }

  private static String strays(StageEnd end) {
    return end.strays() == 0 ? "" : "%d processes stayed and were ended.".formatted(end.strays());
  }
}
