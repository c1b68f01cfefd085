package dev.loopgate.bench.streams;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What many programs of one stream show about one rule.
 *
 * @param worstShare mean of the largest false share at any time of a program
 * @param bound 99 % upper bound for it
 * @param power share of better ideas that were adopted; NaN when there were none
 * @param cost pairs per idea
 */
record StreamRow(
    Stream stream,
    Rule rule,
    int programs,
    double worstShare,
    double bound,
    double power,
    double cost) {

  /** Each program has its own branch of one generator, whoever shares the work. */
  static StreamRow of(Stream stream, Rule rule, int programs, long seed) {
    SplittableRandom root = new SplittableRandom(seed ^ stream.name().hashCode());
    SplittableRandom[] branches =
        IntStream.range(0, programs).mapToObj(_ -> root.split()).toArray(SplittableRandom[]::new);
    StreamLife.Summary[] lives =
        Arrays.stream(branches)
            .parallel()
            .map(branch -> StreamLife.live(stream, rule, branch))
            .toArray(StreamLife.Summary[]::new);
    double[] worst = Arrays.stream(lives).mapToDouble(StreamLife.Summary::worstShare).toArray();
    double better = Arrays.stream(lives).mapToDouble(StreamLife.Summary::better).sum();
    double found = Arrays.stream(lives).mapToDouble(StreamLife.Summary::found).sum();
    double pairs = Arrays.stream(lives).mapToDouble(StreamLife.Summary::pairs).sum();
    return new StreamRow(
        stream,
        rule,
        programs,
        Arrays.stream(worst).sum() / programs,
        Bernstein.upperBound(worst),
        found / better,
        pairs / programs / stream.ideas());
  }
}
