package dev.loopgate.retrospect;

import dev.loopgate.retrospect.RunLog.Keep;
import dev.loopgate.retrospect.RunLog.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a log attempt by attempt, whatever its format, and makes a whole run of it. */
final class Recording {
  private final Skipped.Tally skipped = new Skipped.Tally();
  private final Repeats.Collector repeats = new Repeats.Collector();
  private final List<String> remarks = new ArrayList<>();
  private final List<Attempt> kept = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private double[] values = new double[64];
  private int size;
  private int crashes;
  private @Nullable Attempt baseline;
  private @Nullable Duration run;

  void add(Attempt attempt) {
    if (!attempt.isMeasured()) {
      crashes++;
      return;
    }
    values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
    values[size] = attempt.value();
    repeats.add(attempt.configuration(), size);
    if (baseline == null) {
      begin(attempt);
    } else if (attempt.outcome() == Outcome.KEEP) {
      kept.add(attempt);
      places.add(size);
    }
    size++;
  }

  private void begin(Attempt first) {
    baseline = first;
    if (first.outcome() != Outcome.KEEP) {
      remark(
          "the first measured row (%s) was not kept; it counts as the baseline all the same"
              .formatted(first.name()));
    }
  }

  void skip(long line, String reason) {
    skipped.add(line, reason);
  }

  /** How long one run takes, by the rules of the loop or by its clock. */
  void takes(Duration time) {
    run = time;
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  /**
   * The run.
   *
   * @param direction null to see it from the keeps
   * @param source what people call the log
   */
  RunLog finish(String source, String format, String metric, @Nullable Direction direction) {
    Attempt first = baseline;
    if (first == null) {
      throw nothingMeasured(source);
    }
    if (size + crashes < 2) {
      throw new UnreadableLogException(
          "%s holds the baseline and no attempt after it".formatted(source),
          "again when the loop has tried something");
    }
    Direction known = direction == null ? seenFromKeeps(first, metric) : direction;
    double[] losses = losses(known);
    Origin origin = new Origin(format, metric, known, run, remarks);
    Repeats measuredAgain = repeats.repeats(losses);
    return new RunLog(
        origin, first, losses, keeps(losses), crashes, measuredAgain, skipped.skipped());
  }

  private UnreadableLogException nothingMeasured(String source) {
    Skipped rows = skipped.skipped();
    String why =
        rows.first().isEmpty()
            ? ""
            : "; line %d: %s"
                .formatted(rows.first().getFirst().line(), rows.first().getFirst().reason());
    return new UnreadableLogException(
        "%s has no measured attempt (%d rows skipped, %d crashes)%s"
            .formatted(source, rows.count(), crashes, why),
        "--metric and --status name the columns");
  }

  /** What a loop keeps is better in its own eyes. */
  private Direction seenFromKeeps(Attempt first, String metric) {
    double last = kept.isEmpty() ? first.value() : kept.getLast().value();
    if (last == first.value()) {
      throw new UnreadableLogException(
          "the keeps do not show whether a smaller %s is better".formatted(metric),
          "--direction minimize or --direction maximize");
    }
    Direction seen = last < first.value() ? Direction.MINIMIZE : Direction.MAXIMIZE;
    remark(
        "%s %s counts as better, because the keeps go that way; --direction says otherwise"
            .formatted(seen == Direction.MINIMIZE ? "a smaller" : "a larger", metric));
    return seen;
  }

  private double[] losses(Direction direction) {
    double[] losses = Arrays.copyOf(values, size);
    if (direction == Direction.MAXIMIZE) {
      Arrays.setAll(losses, i -> -losses[i]);
    }
    return losses;
  }

  private List<Keep> keeps(double[] losses) {
    List<Keep> keeps = new ArrayList<>(kept.size());
    double before = losses[0];
    double best = losses[0];
    int seen = 1;
    for (int i = 0; i < kept.size(); i++) {
      int place = places.get(i);
      for (; seen < place; seen++) {
        best = Math.min(best, losses[seen]);
      }
      double loss = losses[place];
      keeps.add(new Keep(kept.get(i), place, before - loss, loss < best));
      before = loss;
    }
    return keeps;
  }
}
