package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Terms.Evidence;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of the terms under which a program is judged.
 *
 * @param version counts from 1
 * @param description the terms in words, for the people who vote
 * @param minimumIsolation the weakest sandbox that runs may use
 * @param dailyLoad how many reviews a person may decide in a day before an alarm
 * @param breakGlass how people decide in an emergency; null means not at all
 * @param reviews the terms of each kind of review
 */
public record Policy(
    String name,
    int version,
    String title,
    String description,
    Isolation minimumIsolation,
    int dailyLoad,
    @Nullable BreakGlass breakGlass,
    Map<ReviewKind, Terms> reviews) {
  private static final Set<Evidence> WITHOUT_WHICH_NOTHING_IS_ADOPTED =
      EnumSet.of(Evidence.REGISTRATION, Evidence.EVIDENCE);

  public Policy {
    Names.require("policy", name);
    if (version < 1 || dailyLoad < 1) {
      throw new IllegalArgumentException("version and dailyLoad count from 1");
    }
    reviews = Map.copyOf(new EnumMap<>(reviews));
    for (ReviewKind kind : ReviewKind.values()) {
      requireSound(kind, reviews.get(kind));
    }
  }

  /** Name and version, for example {@code standard@1}. */
  public String ref() {
    return name + "@" + version;
  }

  /** The terms of a kind of review; there are some for each. */
  public Terms terms(ReviewKind kind) {
    return Objects.requireNonNull(reviews.get(kind), kind::name);
  }

  private static void requireSound(ReviewKind kind, @Nullable Terms terms) {
    if (terms == null) {
      throw new IllegalArgumentException("there are no terms for " + kind);
    }
    if (kind != ReviewKind.CLEARANCE && terms.decidedWhen() != null) {
      throw new IllegalArgumentException("only a CLEARANCE is ever decided by a rule: " + kind);
    }
    if (kind != ReviewKind.ADOPTION && !terms.minimumEvidence().isEmpty()) {
      throw new IllegalArgumentException("only an ADOPTION has evidence: " + kind);
    }
    if (kind == ReviewKind.ADOPTION
        && !terms.minimumEvidence().containsAll(WITHOUT_WHICH_NOTHING_IS_ADOPTED)) {
      throw new IllegalArgumentException(
          "an ADOPTION needs at least the evidence " + WITHOUT_WHICH_NOTHING_IS_ADOPTED);
    }
  }

  /**
   * How people decide in an emergency without those whom the terms ask for.
   *
   * @param people how many with the role it takes, at least 2
   * @param expires how long it lasts, at most a day
   * @param postReview how soon others must have looked at what was done
   */
  public record BreakGlass(Role role, int people, Duration expires, Duration postReview) {
    private static final Duration LONGEST = Duration.ofHours(24);

    public BreakGlass {
      Terms.requirePositive("breakGlass.expires", expires);
      Terms.requirePositive("breakGlass.postReview", postReview);
      if (people < 2) {
        throw new IllegalArgumentException("one person alone never breaks the glass");
      }
      if (expires.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("breakGlass.expires is at most 24 hours");
      }
    }
  }
}
