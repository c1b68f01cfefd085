package dev.loopgate.wire.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Glob patterns over workspace paths: {@code *} and {@code ?} stay within a folder, {@code **} does
 * not. {@code a/**} and {@code a/} mean {@code a} itself and everything below, so that nobody puts
 * a file in the place of a sealed folder.
 */
public final class Globs {
  public static final Globs NONE = new Globs(List.of());

  private final List<String> patterns;
  private final List<int[]> compiled;

  private static final String BELOW = "/**";
  private static final int ANY = -1;
  private static final int ONE = -2;
  private static final int MANY = -3;
  private static final int DEEP = -4;

  private Globs(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    compiled =
        patterns.stream().flatMap(p -> alternatives(p).stream()).map(Globs::compile).toList();
  }

  /** Patterns that {@link #fault} finds nothing wrong with. */
  public static Globs of(List<String> patterns) {
    return new Globs(patterns);
  }

  /** What is wrong with a pattern; empty when nothing is. */
  public static Optional<String> fault(String pattern) {
    if (pattern.chars().anyMatch(c -> "[]{}!".indexOf(c) >= 0)) {
      return Optional.of("uses [ ] { } or !; only *, ** and ? have a meaning");
    }
    if (pattern.split("\\*\\*", -1).length > 4 || pattern.contains("***")) {
      return Optional.of("has more than three **, or more than two * in a row");
    }
    String sample = pattern.replace("**", "a").replace('*', 'a').replace('?', 'a');
    return SafePath.fault(sample.endsWith("/") ? sample + "a" : sample);
  }

  public List<String> patterns() {
    return patterns;
  }

  /** Whether any pattern covers the path. */
  public boolean match(String path) {
    int[] literal = path.codePoints().toArray();
    return compiled.stream().anyMatch(glob -> intersect(glob, literal));
  }

  /** Whether some path could be covered by a pattern of each side. */
  public boolean overlap(Globs other) {
    return compiled.stream()
        .anyMatch(mine -> other.compiled.stream().anyMatch(theirs -> intersect(mine, theirs)));
  }

  private static List<String> alternatives(String pattern) {
    String whole = pattern.endsWith("/") ? pattern + "**" : pattern;
    if (!whole.endsWith(BELOW)) {
      return withoutGaps(whole);
    }
    List<String> all = new ArrayList<>(withoutGaps(whole));
    all.addAll(alternatives(whole.substring(0, whole.length() - BELOW.length())));
    return all;
  }

  /** {@code a/**}{@code /b} also means {@code a/b}. */
  private static List<String> withoutGaps(String pattern) {
    int at = pattern.indexOf("**/");
    if (at < 0 || (at > 0 && pattern.charAt(at - 1) != '/')) {
      return List.of(pattern);
    }
    String head = pattern.substring(0, at);
    return withoutGaps(pattern.substring(at + 3)).stream()
        .flatMap(rest -> List.of(head + rest, head + "**/" + rest).stream())
        .toList();
  }

  private static int[] compile(String pattern) {
    return pattern
        .replace("**", "\uFFFF")
        .codePoints()
        .map(c ->
            switch (c) {
              case '*' -> MANY;
              case '?' -> ONE;
              case '\uFFFF' -> DEEP;
              default -> c;
            })
        .toArray();
  }

  /** Walks both patterns at once: is there a text that brings both to their end? */
  private static boolean intersect(int[] a, int[] b) {
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    Set<Integer> seen = new HashSet<>(open);
    int width = b.length + 1;
    while (!open.isEmpty()) {
      int state = open.pop();
      int i = state / width;
      int j = state % width;
      if (i == a.length && j == b.length) {
        return true;
      }
      for (int next : next(a, b, i, j)) {
        if (next >= 0 && seen.add(next)) {
          open.push(next);
        }
      }
    }
    return false;
  }

  private static int[] next(int[] a, int[] b, int i, int j) {
    int width = b.length + 1;
    int skipA = i < a.length && isStar(a[i]) ? (i + 1) * width + j : ANY;
    int skipB = j < b.length && isStar(b[j]) ? i * width + j + 1 : ANY;
    boolean both = i < a.length && j < b.length && share(a[i], b[j]);
    int consume = both ? (isStar(a[i]) ? i : i + 1) * width + (isStar(b[j]) ? j : j + 1) : ANY;
    return new int[] {skipA, skipB, consume};
  }

  private static boolean isStar(int token) {
    return token == MANY || token == DEEP;
  }

  private static boolean share(int a, int b) {
    if (a >= 0 && b >= 0) {
      return a == b;
    }
    if (a < 0 && b < 0) {
      return true;
    }
    int wild = Math.min(a, b);
    return wild == DEEP || Math.max(a, b) != '/';
  }
}
