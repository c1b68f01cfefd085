package dev.loopgate.reviews.rules;

import java.util.regex.Pattern;

/** What policies and their parts can be called: words that need no quoting anywhere. */
final class Names {
  private static final Pattern PROPER = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private Names() {}

  static void require(String what, String name) {
    if (!PROPER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s %s: a name has small letters, digits and hyphens, at most 63"
              .formatted(what, name.replaceAll("\\P{Print}", "?")));
    }
  }
}
