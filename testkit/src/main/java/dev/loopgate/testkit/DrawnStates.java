package dev.loopgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A state machine as {@code docs/states.md} draws it; code and page are held against each other.
 */
public final class DrawnStates {
  private static final Pattern MOVE = Pattern.compile("(?m)^  (\\S+) --> ([^\\s:]+)");
  private static final Pattern STATE = Pattern.compile("[A-Z][A-Z_]+");

  private final List<MatchResult> moves;

  private DrawnStates(List<MatchResult> moves) {
    this.moves = moves;
  }

  /** The drawing below a heading of the second level. */
  public static DrawnStates of(String heading) {
    String[] behind = page().split("(?m)^## " + Pattern.quote(heading) + "$", -1);
    if (behind.length != 2) {
      throw new IllegalStateException("docs/states.md has no one heading '" + heading + "'");
    }
    String drawing = behind[1].split("```", -1)[1];
    return new DrawnStates(MOVE.matcher(drawing).results().toList());
  }

  /** Fails when it has a state more or less than the code. */
  public void requireExactly(Enum<?>[] states) {
    assertThat(moves.stream().flatMap(move -> Stream.of(move.group(1), move.group(2))))
        .filteredOn(STATE.asMatchPredicate())
        .containsOnly(Arrays.stream(states).map(Enum::name).toArray(String[]::new));
  }

  /** The states that one leads to, itself not counted. */
  public Set<String> after(String state) {
    return moves.stream()
        .filter(move -> move.group(1).equals(state))
        .map(move -> move.group(2))
        .filter(STATE.asMatchPredicate().and(Predicate.not(state::equals)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String page() {
    try {
      return Files.readString(Repository.file("docs/states.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
