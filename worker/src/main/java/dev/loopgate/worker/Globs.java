package dev.loopgate.worker;

import java.util.List;
import java.util.regex.Pattern;

/** Glob patterns over workspace paths: {@code *} stays within a folder, {@code **} does not. */
final class Globs {
  private final List<Pattern> patterns;

  Globs(List<String> globs) {
    patterns = globs.stream().map(glob -> Pattern.compile(expression(glob))).toList();
  }

  boolean match(String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static String expression(String glob) {
    String open = glob.endsWith("/") ? glob + "**" : glob;
    StringBuilder expression = new StringBuilder();
    int at = 0;
    while (at < open.length()) {
      String token = token(open, at);
      expression.append(translate(token));
      at += token.length();
    }
    return expression.toString();
  }

  private static String token(String glob, int at) {
    for (String token : List.of("**/", "/**", "**", "*", "?")) {
      boolean tail = !token.equals("/**") || at + token.length() == glob.length();
      if (tail && glob.startsWith(token, at)) {
        return token;
      }
    }
    return glob.substring(at, at + 1);
  }

  private static String translate(String token) {
    return switch (token) {
      case "**/" -> "(?:.*/)?";
      case "/**" -> "(?:/.*)?";
      case "**" -> ".*";
      case "*" -> "[^/]*";
      case "?" -> "[^/]";
      default -> Pattern.quote(token);
    };
  }
}
