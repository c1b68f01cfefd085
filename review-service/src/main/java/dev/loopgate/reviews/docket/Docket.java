package dev.loopgate.reviews.docket;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.ballot.Vote;
import dev.loopgate.reviews.plant.Plant;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Electorate;
import dev.loopgate.reviews.rules.Escalation;
import dev.loopgate.reviews.rules.Findings;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Requirement;
import dev.loopgate.reviews.rules.Standing;
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
 * @param plant what it is when it was planted, which nobody may be told before it has ended
 */
public record Docket(
    Review review,
    Dossier dossier,
    @Nullable Policy policy,
    @Nullable Terms terms,
    Findings findings,
    List<Vote> votes,
    VoteHistory history,
    Electorate electorate,
    Standing standing,
    Assessment assessment,
    @Nullable Plant plant) {
  public Docket {
    votes = List.copyOf(votes);
  }

  /** Whether the review has waited longer than the policy lets it; such a one never passes. */
  public boolean isOverdue(Instant now) {
    return terms != null
        && terms.decisionExpires() != null
        && !now.isBefore(review.openedAt().plus(terms.decisionExpires()));
  }

  /** How the voter must have logged in; null means as for anything else. */
  public Terms.@Nullable Authentication authentication() {
    return terms == null ? null : terms.authentication();
  }

  /** Whether votes are hidden while the review is open. */
  public boolean hidesVotes() {
    return terms != null && terms.blindFirstVotes();
  }

  /**
   * Whether what others said is hidden from a person: from everybody who may still give a first
   * answer of their own, where the policy wants that to be independent.
   */
  boolean isBlindFor(Principal viewer) {
    return hidesVotes()
        && review.isOpen()
        && Voters.hasRole(viewer, terms)
        && !electorate.isBarred(viewer.subject())
        && !hasAnswered(viewer.subject());
  }

  /** What was planted; null while it must look like any other. */
  @Nullable Plant endedPlant() {
    return plant == null || plant.isOpen() ? null : plant;
  }

  /** What the review needs, as somebody sees it who must not know what others said. */
  List<Requirement> requirementsWithoutVotes() {
    return Assessment.of(policy, dossier, findings, Standing.NOBODY).requirements();
  }

  /** Whether too few people are left who could decide, because some declared conflicts. */
  public boolean isEscalated() {
    return terms != null && review.isOpen() && Escalation.isNeeded(terms, findings, standing);
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
