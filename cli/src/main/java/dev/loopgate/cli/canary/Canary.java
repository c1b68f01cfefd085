package dev.loopgate.cli.canary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One published attack as an idea, with the one thing that must happen to it.
 *
 * @param name of its folder
 * @param attack what it imitates, and where that was published
 * @param needsSandbox whether it does harm on a machine without one
 * @param twice whether it is proposed two times, and the second is what counts
 * @param patch a unified diff; null when it is made of whole files
 * @param files new content by path; empty when it is a patch
 */
record Canary(
    String name,
    String title,
    String attack,
    boolean needsSandbox,
    Expectation expectation,
    boolean twice,
    @Nullable String patch,
    Map<String, String> files) {

  Canary {
    files = Map.copyOf(files);
  }

  /** The program that it attacks. */
  String program() {
    if (expectation instanceof Expectation.Quarantined) {
      return Programs.IMPOSSIBLE;
    }
    return needsSandbox ? Programs.ISOLATED : Programs.STANDARD;
  }

  String needs() {
    return needsSandbox ? "sandbox" : "none";
  }
}
