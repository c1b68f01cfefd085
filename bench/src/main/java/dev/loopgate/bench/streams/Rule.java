package dev.loopgate.bench.streams;

import dev.loopgate.experiments.verdict.RuleVersion;

/** What a stream of ideas is judged by, and what it pays with. */
enum Rule {
  NOW("version 1", RuleVersion.FIRST, false),
  WIDTHS("four widths", RuleVersion.SECOND, false),
  PURSES("four widths, two purses with refund", RuleVersion.SECOND, true);

  private final String words;
  private final RuleVersion version;
  private final boolean givesBack;

  Rule(String words, RuleVersion version, boolean givesBack) {
    this.words = words;
    this.version = version;
    this.givesBack = givesBack;
  }

  String words() {
    return words;
  }

  RuleVersion version() {
    return version;
  }

  /** A program that has spent nothing. */
  Budget budget() {
    return givesBack ? new Budget.OfPurses() : new Budget.OfWeights();
  }
}
