package dev.loopgate.experiments.verdict;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Verdict;
import java.util.List;

/** What the observations so far say: go on, or stop with a verdict. */
public sealed interface Decision {
  /** Pairs that were judged, in order. */
  List<Pair> pairs();

  /** K so far, rounded down to 6 decimals. */
  String eValue();

  /** Nothing is clear yet. */
  record Continue(List<Pair> pairs, String eValue) implements Decision {
    public Continue {
      pairs = List.copyOf(pairs);
    }
  }

  /** The experiment ends. Pairs after the stop are not part of it. */
  record Stop(Verdict verdict, List<Pair> pairs) implements Decision {
    public Stop {
      pairs = List.copyOf(pairs);
    }

    @Override
    public String eValue() {
      return verdict.eValue();
    }
  }
}
