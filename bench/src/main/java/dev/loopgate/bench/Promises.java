package dev.loopgate.bench;

import java.util.ArrayList;
import java.util.List;

/** What the numbers of this rule must show. */
final class Promises {
  private static final double ERROR_RATE = EvidenceRule.ERROR_RATE.doubleValue();
  private static final double LEAST_POWER = 0.9;
  private static final double MOST_EVALUATIONS = 130;

  private Promises() {}

  /** One sentence for each promise that the rows break. */
  static List<String> broken(List<Row> rows) {
    List<String> broken = new ArrayList<>();
    for (Row row : rows) {
      if (row.habit() == Habit.LOOPGATE) {
        check(row, broken);
      }
    }
    return broken;
  }

  private static void check(Row row, List<String> broken) {
    String name = row.scenario().name();
    boolean isReference = row.scenario().equals(Scenario.REFERENCE);
    if (row.worstBound() > ERROR_RATE || row.bound() > ERROR_RATE) {
      broken.add("%s: the false share may be %.4f".formatted(name, row.worstBound()));
    }
    if (isReference && row.power() < LEAST_POWER) {
      broken.add("%s: power is only %.3f".formatted(name, row.power()));
    }
    if (isReference && row.cost() > MOST_EVALUATIONS) {
      broken.add("%s: an idea costs %.1f evaluations".formatted(name, row.cost()));
    }
  }
}
