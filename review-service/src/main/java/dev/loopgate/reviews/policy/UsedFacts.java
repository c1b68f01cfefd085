package dev.loopgate.reviews.policy;

import dev.loopgate.reviews.rules.Fact;
import dev.loopgate.reviews.rules.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The facts that an expression asks about, with their values, in words. */
final class UsedFacts {
  private static final int LONGEST = 200;

  private UsedFacts() {}

  /** For example {@code idea.changedLines = 12, idea.flags = []}. */
  static String words(String expression, Map<String, Map<String, Object>> facts) {
    List<String> used = new ArrayList<>();
    for (Fact fact : Facts.ALL) {
      if (mentions(expression, fact)) {
        Object value = facts.getOrDefault(fact.group(), Map.of()).get(fact.name());
        used.add(fact.path() + (value == null ? " is not known" : " = " + shortened(value)));
      }
    }
    return used.isEmpty() ? expression : String.join(", ", used);
  }

  static String firstLine(Throwable failure) {
    return shortened(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
  }

  private static boolean mentions(String expression, Fact fact) {
    return Pattern.compile("\\b" + Pattern.quote(fact.path()) + "\\b").matcher(expression).find();
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
