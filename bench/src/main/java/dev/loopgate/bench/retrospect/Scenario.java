package dev.loopgate.bench.retrospect;

import java.util.List;

/**
 * A kind of run.
 *
 * @param attempts after the baseline
 * @param gains attempts that truly help
 * @param smallest of the gains, in standard deviations of one measurement
 * @param largest of them
 * @param hurting share of the other attempts that do harm
 * @param mildness by how much the harm fades from the first attempt to the last, 0 to 1
 */
record Scenario(
    String name,
    int attempts,
    int gains,
    double smallest,
    double largest,
    double hurting,
    double mildness) {
  /** Mean harm, in standard deviations. */
  static final double HARM = 3;

  static final List<Scenario> ALL =
      List.of(
          new Scenario("noise alone, 10 attempts", 10, 0, 0, 0, 0, 0),
          new Scenario("noise alone, 30 attempts", 30, 0, 0, 0, 0, 0),
          new Scenario("noise alone, 100 attempts", 100, 0, 0, 0, 0, 0),
          new Scenario("noise alone, 1000 attempts", 1_000, 0, 0, 0, 0, 0),
          new Scenario("noise alone, 10000 attempts", 10_000, 0, 0, 0, 0, 0),
          new Scenario("noise, half of them hurt", 100, 0, 0, 0, 0.5, 0),
          new Scenario("noise, half hurt, less and less", 100, 0, 0, 0, 0.5, 1),
          new Scenario("3 gains of 4 to 8", 100, 3, 4, 8, 0, 0),
          new Scenario("3 gains of exactly 4", 100, 3, 4, 4, 0, 0),
          new Scenario("3 gains of 4 to 8, half hurt", 100, 3, 4, 8, 0.5, 0));
}
