package dev.loopgate.experiments.verdict;

/**
 * Both arms on one seed.
 *
 * @param index counts from 0
 */
public record PairResult(int index, long seed, ArmResult baseline, ArmResult candidate) {}
