package dev.loopgate.reviews.review;

import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Electorate;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.reviews.rules.VoteHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review with all that bears on it now.
 *
 * @param policy the terms; null when nobody knows them, and then nothing ever passes
 * @param terms those of this kind of review
 */
record Docket(
    Review review,
    Dossier dossier,
    @Nullable Policy policy,
    @Nullable Terms terms,
    List<Vote> votes,
    VoteHistory history,
    Electorate electorate,
    Assessment assessment) {
  Docket {
    votes = List.copyOf(votes);
  }

  /** Whether the review has waited longer than the policy lets it; such a one never passes. */
  boolean isOverdue(Instant now) {
    return terms != null
        && terms.decisionExpires() != null
        && !now.isBefore(review.openedAt().plus(terms.decisionExpires()));
  }

  /** Whether a person has answered, in person or by a delegate. */
  boolean hasAnswered(String person) {
    return votes.stream()
        .anyMatch(vote -> vote.voice().person().equals(person) || vote.isOf(person));
  }

  VoteView view(Vote vote) {
    VoteCast cast = vote.cast();
    return VoteView.of(cast, electorate.isOutdated(vote.voice()), electorate.counts(vote.voice()));
  }
}
