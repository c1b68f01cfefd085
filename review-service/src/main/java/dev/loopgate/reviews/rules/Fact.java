package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.reviews.ReviewKind;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that conditions may ask about.
 *
 * @param group for example {@code idea}
 * @param name for example {@code changedLines}
 * @param kinds the reviews that have it
 * @param meaning for people who write policies
 * @param read from a dossier; null when the dossier does not say, and then whatever asks is an
 *     error
 */
public record Fact(
    String group,
    String name,
    Type type,
    Set<ReviewKind> kinds,
    String meaning,
    Function<Dossier, @Nullable Object> read) {
  /** What a fact's value is. */
  public enum Type {
    BOOL,
    INT,
    NUMBER,
    TEXT,
    TEXTS,
    /** A list of {@code {metric, broken}}. */
    GUARDS
  }

  public Fact {
    kinds = Set.copyOf(kinds);
  }

  /** For example {@code idea.changedLines}. */
  public String path() {
    return group + "." + name;
  }
}
