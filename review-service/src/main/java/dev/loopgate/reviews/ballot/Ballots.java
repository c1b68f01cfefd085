package dev.loopgate.reviews.ballot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.reviews.VoteCast;
import dev.loopgate.reviews.record.CommittedText;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Stores votes, records them and tells them: at once, or, where first votes are blind, as a
 * commitment that is opened when the review ends.
 */
@ApplicationScoped
public class Ballots {
  private final LogStore record;
  private final FeedStore feed;
  private final Salts salts;

  @Inject
  Ballots(LogStore record, FeedStore feed, Salts salts) {
    this.salts = salts;
    this.record = record;
    this.feed = feed;
  }

  /** What stands for a vote in the record while others must not know it. */
  private record Sealed(
      UUID voteId,
      UUID reviewId,
      String voter,
      String dossierDigest,
      String commitment,
      Instant castAt) {}

  /**
   * A vote with the salt that its commitment was made with. It is what was committed to, and the
   * log has it in the same words: of the reason there is a commitment only, here too.
   */
  private record Opened(String salt, JsonNode vote) {
    static Opened of(VoteCast cast, Blinding blinding) {
      ObjectNode vote = Json.mapper().valueToTree(cast);
      vote.set(
          "reason",
          Json.mapper().valueToTree(CommittedText.of(blinding.reasonSaltBytes(), cast.reason())));
      return new Opened(blinding.salt(), vote);
    }
  }

  /**
   * Takes a vote on a review that the caller holds locked.
   *
   * @param number counts the votes on the review from 1
   * @param blind whether the vote is hidden until the review ends
   */
  public void take(Review review, VoteCast cast, int number, boolean blind) {
    Blinding blinding = blind ? new Blinding(salts.next(), salts.next()) : null;
    new Vote(cast, number, blinding).persist();
    if (blinding != null) {
      record.append("vote.sealed", sealed(cast, blinding));
      return;
    }
    record.append(VoteCast.TYPE, cast);
    feed.append(VoteCast.TYPE, cast.reviewId(), review.programId(), cast);
  }

  /** Tells what was hidden while the review was open. */
  public void reveal(Review review) {
    for (Vote vote : Vote.of(List.of(review.id()))) {
      Blinding blinding = vote.blinding();
      if (blinding != null) {
        VoteCast cast = vote.cast();
        record.append("vote.opened", Opened.of(cast, blinding));
        record.append(VoteCast.TYPE, cast);
        feed.append(VoteCast.TYPE, cast.reviewId(), review.programId(), cast);
      }
    }
  }

  private static Sealed sealed(VoteCast cast, Blinding blinding) {
    return new Sealed(
        cast.voteId(),
        cast.reviewId(),
        cast.voter(),
        cast.dossierDigest(),
        Json.digest(Opened.of(cast, blinding)),
        cast.castAt());
  }
}
