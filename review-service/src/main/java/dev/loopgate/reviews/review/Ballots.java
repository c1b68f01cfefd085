package dev.loopgate.reviews.review;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.record.RecordStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Stores votes, records them and tells them. */
@ApplicationScoped
class Ballots {
  private final RecordStore record;
  private final FeedStore feed;

  @Inject
  Ballots(RecordStore record, FeedStore feed) {
    this.record = record;
    this.feed = feed;
  }

  /** Takes a vote on a review that the caller holds locked. */
  void take(Docket docket, VoteCast cast) {
    new Vote(cast, docket.votes().size() + 1, null).persist();
    record.append(VoteCast.TYPE, cast);
    feed.append(VoteCast.TYPE, cast.reviewId(), cast);
  }
}
