package dev.loopgate.reviews.asking;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.ReviewOpened;
import dev.loopgate.reviews.ballot.Ballots;
import dev.loopgate.reviews.docket.Assessments;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.DossierVersion;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.seal.SealDecision;
import dev.loopgate.reviews.stop.StopGate;
import dev.loopgate.reviews.subject.KnownExperiment;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of reviews when the peers tell something. Each method runs in the transaction of the
 * event; the caller holds the lock on the idea.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Reviews {
  private final SubjectStore subjects;
  private final Dossiers dossiers;
  private final Assessments assessments;
  private final SealDecision sealDecision;
  private final Ballots ballots;
  private final StopGate stops;
  private final LogStore record;
  private final FeedStore feed;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Reviews(
      SubjectStore subjects,
      Dossiers dossiers,
      Assessments assessments,
      SealDecision sealDecision,
      Ballots ballots,
      StopGate stops,
      LogStore record,
      FeedStore feed,
      Clock clock,
      Ids ids) {
    this.subjects = subjects;
    this.dossiers = dossiers;
    this.assessments = assessments;
    this.sealDecision = sealDecision;
    this.ballots = ballots;
    this.stops = stops;
    this.record = record;
    this.feed = feed;
    this.clock = clock;
    this.ids = ids;
  }

  private record Shown(
      UUID reviewId, String key, int version, String digest, boolean carriesApprovals) {}

  private record Superseded(UUID reviewId, String key, String reason) {}

  /**
   * Clears an idea by rule, or asks people whether it may run. What a stop forbids, or what has no
   * sandbox yet, is asked, too: {@link #clearByRule} answers it afterwards if nobody did.
   */
  public void considerClearance(KnownIdea idea) {
    boolean stopped =
        stops.closedFor(ReviewKind.CLEARANCE, idea.proposed().programId()).isPresent();
    Review review = create(ReviewKind.CLEARANCE, idea, null);
    Dossier dossier = dossiers.compose(ReviewKind.CLEARANCE, idea, null);
    show(review, dossier);
    Assessment assessment = assessments.docket(review).assessment();
    DecisionMade.Outcome outcome = assessment.outcome();
    if (outcome == null || stopped) {
      askPeople(review);
      return;
    }
    sealDecision.seal(review, outcome, assessment, reason(assessment));
  }

  /** The clearances that nobody has answered yet. */
  public List<UUID> openClearances() {
    return Review.open(ReviewKind.CLEARANCE);
  }

  /** Clears by rule what could not be cleared when it was asked. */
  public void clearByRule(UUID reviewId) {
    Review.lock(reviewId.toString()).filter(Review::isOpen).ifPresent(this::clearByRule);
  }

  private void clearByRule(Review review) {
    if (stops.closedFor(review.kind(), review.programId()).isPresent()) {
      return;
    }
    Assessment assessment = assessments.docket(review).assessment();
    DecisionMade.Outcome outcome = assessment.outcome();
    if (outcome == DecisionMade.Outcome.CLEAR && !assessment.rule().equals(Assessment.VOTES)) {
      sealDecision.seal(review, outcome, assessment, reason(assessment));
    }
  }

  /**
   * Asks people whether an idea may become the baseline, once both feeds have told enough: the idea
   * is open, it is no canary, and an experiment of it has shown an improvement.
   */
  public void considerAdoption(UUID ideaId) {
    KnownIdea idea =
        subjects
            .findIdea(ideaId)
            .filter(KnownIdea::isOpen)
            .filter(known -> known.proposed().canary() == null)
            .orElse(null);
    if (idea == null || Review.isAsked(Review.key(ReviewKind.ADOPTION, idea.proposed().key()))) {
      return;
    }
    subjects.experimentsOf(ideaId).stream()
        .filter(Reviews::improved)
        .findFirst()
        .ifPresent(experiment -> openAdoption(idea, experiment));
  }

  /** Shows what became known of an experiment since its review was opened. */
  public void refresh(KnownExperiment experiment) {
    KnownIdea idea = subjects.findIdea(experiment.ideaId()).orElse(null);
    if (idea == null) {
      return;
    }
    Review.lockOpen(idea.id()).stream()
        .filter(review -> experiment.id().equals(review.experimentId()))
        .forEach(review -> show(review, dossiers.compose(review.kind(), idea, experiment)));
  }

  /** Ends the open reviews of an idea to which nothing more will happen. */
  public void supersede(UUID ideaId, String reason) {
    List<Review> open = Review.lockOpen(ideaId);
    open.forEach(review -> supersede(review, reason));
  }

  private void supersede(Review review, String reason) {
    review.supersede(reason);
    ballots.reveal(review);
    record.append("review.superseded", new Superseded(review.id(), review.key(), reason));
  }

  /** Puts a question that is about no idea to people; one that was put before stays as it is. */
  public void ask(Question question) {
    if (Review.find(question.key()).isPresent()) {
      return;
    }
    Review review = new Review(ids.next(), question, clock.instant());
    review.persist();
    show(review, dossiers.compose(question));
    askPeople(review);
  }

  /** Asks people about a dossier that none of the peers told of. */
  public void open(UUID reviewId, Dossier dossier) {
    Review review = new Review(reviewId, dossier, clock.instant());
    review.persist();
    show(review, dossier);
    askPeople(review);
  }

  /** Ends the review of a question that nobody needs to answer any more. */
  public void withdraw(String key, String reason) {
    Review.lock(key).filter(Review::isOpen).ifPresent(review -> supersede(review, reason));
  }

  private void openAdoption(KnownIdea idea, KnownExperiment experiment) {
    Review review = create(ReviewKind.ADOPTION, idea, experiment.id());
    show(review, dossiers.compose(ReviewKind.ADOPTION, idea, experiment));
    askPeople(review);
  }

  private Review create(ReviewKind kind, KnownIdea idea, @Nullable UUID experimentId) {
    Review review = new Review(ids.next(), kind, idea, experimentId, clock.instant());
    review.persist();
    return review;
  }

  private void show(Review review, Dossier dossier) {
    boolean carries = assessments.carriesApprovals(review, dossier);
    DossierVersion version =
        new DossierVersion(
            ids.next(),
            review.id(),
            review.dossierVersion() + 1,
            dossier,
            carries,
            clock.instant());
    if (!review.show(version)) {
      return;
    }
    version.persist();
    record.append(
        "dossier.shown",
        new Shown(review.id(), review.key(), version.version(), version.digest(), carries));
  }

  private void askPeople(Review review) {
    ReviewOpened opened =
        new ReviewOpened(
            review.id(),
            review.key(),
            review.kind(),
            review.programId(),
            review.ideaId(),
            review.ideaKey(),
            review.subjectId(),
            review.subjectKey(),
            review.experimentId(),
            review.dossierDigest(),
            review.openedAt());
    record.append(ReviewOpened.TYPE, opened);
    feed.append(ReviewOpened.TYPE, review.id(), review.programId(), opened);
  }

  private static boolean improved(KnownExperiment experiment) {
    ExperimentConcluded conclusion = experiment.conclusion();
    return conclusion != null
        && conclusion.canary() == null
        && conclusion.verdict().outcome() == Verdict.Outcome.IMPROVED;
  }

  private static String reason(Assessment assessment) {
    return assessment.requirements().getFirst().detail();
  }
}
