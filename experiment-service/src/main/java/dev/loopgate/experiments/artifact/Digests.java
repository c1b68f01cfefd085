package dev.loopgate.experiments.artifact;

import dev.loopgate.wire.problem.ProblemException;
import java.util.regex.Pattern;

/** The form of content addresses. */
public final class Digests {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  private Digests() {}

  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** The digest itself, or a 400 problem. */
  public static String require(String pointer, String text) {
    if (!isOne(text)) {
      throw ProblemException.invalid(
          pointer, "A digest is 'sha256:' and 64 lower-case hexadecimal digits.");
    }
    return text;
  }
}
