package dev.loopgate.contracts.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who is the same as whom, however a token or a list spells them. */
public final class Subjects {
  private static final Pattern SPACE_AROUND = Pattern.compile("^[\\p{Z}\\s]+|[\\p{Z}\\s]+$");

  private Subjects() {}

  /**
   * The form in which subjects are compared: without space around it, composed (NFC), and without
   * difference between capital and small letters.
   */
  public static String canonical(String subject) {
    String folded = subject.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return SPACE_AROUND.matcher(Normalizer.normalize(folded, Normalizer.Form.NFC)).replaceAll("");
  }

  /** Each of them once, in the form in which they are compared. */
  public static Set<String> canonical(Set<String> subjects) {
    return subjects.stream().map(Subjects::canonical).collect(Collectors.toUnmodifiableSet());
  }
}
