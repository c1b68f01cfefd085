package dev.loopgate.experiments.verdict;

import java.util.Comparator;
import java.util.List;

/**
 * Both arms on one seed.
 *
 * @param index counts from 0
 */
public record PairResult(int index, long seed, ArmResult baseline, ArmResult candidate) {
  /** Pairs are judged in the order of their index, never in that of their completion. */
  static List<PairResult> inOrder(List<PairResult> pairs) {
    return pairs.stream().sorted(Comparator.comparingInt(PairResult::index)).toList();
  }
}
