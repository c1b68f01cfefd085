package dev.loopgate.reviews.subject;

import dev.loopgate.contracts.ideas.IdeaProposed;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An idea as ideas-service told about it.
 *
 * @param policy the terms in force when it was proposed, for example {@code standard@1}
 * @param authors who may not judge it: its authors and sponsors, and those of what it repeats and
 *     builds on
 * @param sponsors everybody who ever answered for one of the authors, up to now
 * @param closedOutcome how it ended; null while it is open
 */
public record KnownIdea(
    UUID id,
    String policy,
    Set<String> authors,
    Set<String> sponsors,
    IdeaProposed proposed,
    @Nullable String closedOutcome) {
  public KnownIdea {
    authors = Set.copyOf(authors);
    sponsors = Set.copyOf(sponsors);
  }

  public boolean isOpen() {
    return closedOutcome == null;
  }
}
