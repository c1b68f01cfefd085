package dev.loopgate.reviews.vote;

import dev.loopgate.contracts.reviews.VoteCast.Behaviour;
import dev.loopgate.reviews.ballot.Vote;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.reviewer.Opening;
import dev.loopgate.reviews.reviewer.ReviewerStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What people look at before they vote, and how much they vote in a day. */
@ApplicationScoped
class Behaviours {
  /** Decisions per person and day that a policy without a word about it deems sound. */
  static final int DAILY_LOAD = 20;

  private final ReviewerStore reviewers;

  @Inject
  Behaviours(ReviewerStore reviewers) {
    this.reviewers = reviewers;
  }

  /** What a person did on a review until the vote that comes now. */
  Behaviour of(String person, Docket docket, Instant now) {
    List<Opening> openings = reviewers.openings(docket.review().id(), person);
    int load = docket.policy() == null ? DAILY_LOAD : docket.policy().dailyLoad();
    int votes = Vote.countSince(person, now.truncatedTo(ChronoUnit.DAYS)) + 1;
    return new Behaviour(
        openings.stream().map(Opening::what).distinct().toList(),
        openings.isEmpty()
            ? null
            : Duration.between(openings.getFirst().openedAt(), now).toSeconds(),
        votes,
        votes > load);
  }
}
