package dev.loopgate.reviews.resumption;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.docket.ReviewViews;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.reviews.review.ReviewState;
import dev.loopgate.reviews.stop.Stop;
import dev.loopgate.reviews.stop.StopView;
import dev.loopgate.reviews.stop.Stops;
import dev.loopgate.reviews.subject.SubjectStore;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the end of a stop to people. Who stopped, who answers for the agent that stopped, and who
 * asks are its authors, so at least two people start again what one could stop.
 */
@ApplicationScoped
class AskResumption {
  private final Stops stops;
  private final Reviews reviews;
  private final ReviewViews views;
  private final Policies policies;
  private final SubjectStore subjects;
  private final ResumptionConfig config;
  private final Clock clock;

  @Inject
  AskResumption(
      Stops stops,
      Reviews reviews,
      ReviewViews views,
      Policies policies,
      SubjectStore subjects,
      ResumptionConfig config,
      Clock clock) {
    this.stops = stops;
    this.reviews = reviews;
    this.views = views;
    this.policies = policies;
    this.subjects = subjects;
    this.config = config;
    this.clock = clock;
  }

  /** The stop with the key of the review that asks, and whether that review is new. */
  record Answer(StopView stop, boolean isNew) {}

  @Transactional
  Answer ask(Principal person, String idOrKey, String reason) {
    Stop stop =
        stops
            .find(idOrKey)
            .flatMap(found -> stops.lock(found.id()))
            .orElseThrow(() -> ProblemException.notFound("stop", idOrKey));
    if (!stop.state().isInForce()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "%s was resumed at %s. There is nothing to do.".formatted(stop.key(), stop.resumedAt()));
    }
    if (isAsked(stop, person)) {
      return new Answer(StopView.of(stop), false);
    }
    int n = stop.resumptions() + 1;
    reviews.ask(question(stop, n, person, reason.strip()));
    stops.asked(stop, n);
    return new Answer(StopView.of(stops.find(stop.key()).orElseThrow()), true);
  }

  private boolean isAsked(Stop stop, Principal person) {
    return stop.resumptions() > 0
        && views
            .find(stop.resumptionKey(stop.resumptions()), person)
            .filter(review -> review.state() == ReviewState.OPEN)
            .isPresent();
  }

  private Question question(Stop stop, int n, Principal person, String reason) {
    return new Question(
        ReviewKind.RESUME,
        stop.id(),
        stop.resumptionKey(n),
        stop.programId(),
        stop.programId() == null ? Question.ALL_PROGRAMS : stop.scope(),
        0,
        null,
        0,
        policy(stop),
        "Resume %s after %s".formatted(stop.what(), stop.key()),
        reason,
        Stream.of(stop.stoppedBy(), stop.sponsor(), person.subject())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList(),
        content(stop),
        clock.instant());
  }

  /** The terms of the program; without any that can be read, those for stops of everything. */
  private String policy(Stop stop) {
    Optional<String> own =
        Optional.ofNullable(stop.programId()).flatMap(subjects::newestPolicyName);
    return Stream.of(own, Optional.of(config.policy()))
        .flatMap(Optional::stream)
        .map(policies::newest)
        .flatMap(Optional::stream)
        .filter(policy -> policy.fault() == null)
        .map(KnownPolicy::ref)
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.CONFLICT,
                "No policy says who may resume %s. Set loopgate.stops.policy of review-service to one of: %s."
                    .formatted(stop.key(), policies.names())));
  }

  private static Map<String, Object> content(Stop stop) {
    Map<String, Object> content = new HashMap<>();
    content.put("stop", stop.key());
    content.put("level", stop.level().name());
    content.put("scope", stop.scope());
    content.put("reason", stop.reason());
    content.put("stoppedBy", stop.stoppedBy());
    content.put("stoppedByKind", stop.stoppedByKind().name());
    content.put("stoppedAt", stop.stoppedAt().toString());
    StopProven proof = stop.proof();
    if (proof != null) {
      content.put("provenAt", proof.provenAt().toString());
      content.put("elapsedMillis", proof.elapsedMillis());
    }
    return content;
  }
}
