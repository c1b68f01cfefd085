package dev.loopgate.reviews.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.contracts.access.AccessRefused;
import dev.loopgate.contracts.experiments.BaselineMeasured;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.IsolationOffered;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.experiments.StopProgressed;
import dev.loopgate.contracts.experiments.StopProven;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.feed.EventPassedOver;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.reviews.RegistrationLogged;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.record.Announcement;
import dev.loopgate.reviews.record.Witness;
import dev.loopgate.reviews.stop.Stops;
import dev.loopgate.reviews.subject.SandboxStore;
import dev.loopgate.reviews.subject.SubjectStore;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What happens here when a plan is frozen, a tripwire fires, a verdict is known. */
@ApplicationScoped
public class ExperimentsHandler implements FeedHandler {
  private static final long NOT_YET = -1;
  private static final Logger LOG = Logger.getLogger(ExperimentsHandler.class);

  private final SubjectStore subjects;
  private final Reviews reviews;
  private final Stops stops;
  private final SandboxStore sandboxes;
  private final Event<IsolationOffered> told;
  private final Witness witness;
  private final Clock clock;

  @Inject
  ExperimentsHandler(
      SubjectStore subjects,
      Reviews reviews,
      Stops stops,
      SandboxStore sandboxes,
      Event<IsolationOffered> told,
      Witness witness,
      Clock clock) {
    this.subjects = subjects;
    this.reviews = reviews;
    this.stops = stops;
    this.sandboxes = sandboxes;
    this.told = told;
    this.witness = witness;
    this.clock = clock;
  }

  @Override
  public String feed() {
    return "experiments";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    switch (event.type()) {
      case ExperimentRegistered.TYPE -> registered(event, event.read(ExperimentRegistered.class));
      case ExperimentConcluded.TYPE -> concluded(event, event.read(ExperimentConcluded.class));
      case RunFlagged.TYPE -> flagged(event, event.read(RunFlagged.class));
      case BaselineMeasured.TYPE -> witness.record(event, event.read(BaselineMeasured.class));
      case AccessRefused.TYPE -> witness.record(event, event.read(AccessRefused.class));
      case EventPassedOver.TYPE -> witness.record(event, event.read(EventPassedOver.class));
      case IsolationOffered.TYPE -> offered(event, event.read(IsolationOffered.class));
      case StopProgressed.TYPE -> stops.progressed(event.read(StopProgressed.class));
      case StopProven.TYPE -> stopProven(event, event.read(StopProven.class));
      default -> LOG.debugf("%s is not for reviews", event.type());
    }
  }

  /**
   * Answers with the log's index, which lets the first run start. A plan that is not what its
   * digest says, or a second plan for an experiment, is passed over: its runs never start.
   */
  private void registered(CloudEvent event, ExperimentRegistered registered) {
    Registration registration = registered.registration();
    if (!isIntact(event.data().get("registration"), registered.digest())) {
      witness.refuse(event, "the registration has another digest; its runs will not start");
      return;
    }
    subjects.lockIdea(registration.ideaId());
    if (!subjects.tryRegister(registration, registered.digest())) {
      witness.refuse(event, "the experiment has a registration; the first stays");
      return;
    }
    witness.record(event, registered, answer(registered));
  }

  private Announcement answer(ExperimentRegistered registered) {
    UUID experimentId = registered.registration().experimentId();
    return new Announcement(
        RegistrationLogged.TYPE,
        experimentId,
        registered.registration().programId(),
        new RegistrationLogged(experimentId, registered.digest(), NOT_YET, clock.instant()));
  }

  private record Concluded(
      UUID experimentId,
      UUID ideaId,
      Verdict verdict,
      String registrationDigest,
      String evidenceDigest,
      boolean digestMatches,
      @Nullable Isolation weakestIsolation,
      int flags,
      List<Tripwire> tripwires,
      @Nullable CanaryKind canary,
      boolean canaryPassed) {}

  private void concluded(CloudEvent event, ExperimentConcluded concluded) {
    subjects.lockIdea(concluded.ideaId());
    boolean intact = isIntact(event.data().get("evidence"), concluded.evidenceDigest());
    if (!subjects.tryConclude(concluded, intact)) {
      witness.refuse(event, "the experiment has concluded; the first verdict stays");
      return;
    }
    reviews.considerAdoption(concluded.ideaId());
    witness.record(
        event,
        new Concluded(
            concluded.experimentId(),
            concluded.ideaId(),
            concluded.verdict(),
            concluded.evidence().registrationDigest(),
            concluded.evidenceDigest(),
            intact,
            concluded.weakestIsolation(),
            concluded.flags(),
            concluded.tripwires(),
            concluded.canary(),
            concluded.canaryPassed()));
  }

  private void flagged(CloudEvent event, RunFlagged flagged) {
    if (flagged.ideaId() != null) {
      subjects.lockIdea(flagged.ideaId());
    }
    if (subjects.addFlag(event.id(), flagged)) {
      subjects.findExperiment(flagged.experimentId()).ifPresent(reviews::refresh);
      stopIfDrifted(event, flagged);
      witness.record(event, flagged);
    }
  }

  /** Nothing of a program goes on before people know why its baseline is not what it was. */
  private void stopIfDrifted(CloudEvent event, RunFlagged flagged) {
    if (event.programid() != null && flagged.kind().equals(RunFlagged.BASELINE_DRIFT)) {
      stops.alarm(event.programid(), flagged.kind() + ": " + flagged.evidence());
    }
  }

  /** Whoever clears what waited for a sandbox does that afterwards. */
  private void offered(CloudEvent event, IsolationOffered offer) {
    sandboxes.save(offer);
    witness.record(event, offer);
    told.fire(offer);
  }

  private void stopProven(CloudEvent event, StopProven proof) {
    if (stops.prove(proof)) {
      witness.record(event, proof);
    } else {
      witness.refuse(event, "the stop is unknown here or proven already; the first proof stays");
    }
  }

  /** Digests what arrived and not what was parsed, which lacks fields that are not known here. */
  private static boolean isIntact(@Nullable JsonNode received, String digest) {
    return received != null && Json.digest(received).equals(digest);
  }
}
