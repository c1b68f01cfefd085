package dev.loopgate.experiments.reviews;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.access.Revocations;
import dev.loopgate.chassis.access.Silences;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.chassis.feed.FeedHandler;
import dev.loopgate.chassis.feed.TooEarlyException;
import dev.loopgate.contracts.reviews.ClearanceGranted;
import dev.loopgate.contracts.reviews.RegistrationLogged;
import dev.loopgate.contracts.reviews.SilenceChanged;
import dev.loopgate.contracts.reviews.StopChanged;
import dev.loopgate.experiments.experiment.Experiments;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.stop.Stops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** What experiments do about clearances and the record. */
@ApplicationScoped
public class ReviewsFeed implements FeedHandler {
  private static final Logger LOG = Logger.getLogger(ReviewsFeed.class);

  private final ProgramStore programs;
  private final Experiments experiments;
  private final Stops stops;
  private final Revocations revocations;
  private final Silences silences;

  @Inject
  ReviewsFeed(
      ProgramStore programs,
      Experiments experiments,
      Stops stops,
      Revocations revocations,
      Silences silences) {
    this.programs = programs;
    this.experiments = experiments;
    this.stops = stops;
    this.revocations = revocations;
    this.silences = silences;
  }

  @Override
  public String feed() {
    return "reviews";
  }

  @Override
  public void apply(CloudEvent event) throws JsonProcessingException {
    switch (event.type()) {
      case ClearanceGranted.TYPE -> cleared(event.read(ClearanceGranted.class));
      case RegistrationLogged.TYPE ->
          experiments.registrationLogged(event.read(RegistrationLogged.class));
      case SilenceChanged.TYPE -> silences.apply(event.read(SilenceChanged.class));
      case StopChanged.TYPE -> stopChanged(event.read(StopChanged.class));
      default -> LOG.debugf("%s is not for experiments", event.type());
    }
  }

  @Override
  public void applyStop(CloudEvent event) throws JsonProcessingException {
    StopChanged stop = event.read(StopChanged.class);
    switch (stop.state()) {
      case FREEZING -> stops.start(stop);
      case KILLING -> kill(stop);
      case FROZEN, KILLED, RESUMED -> {}
    }
  }

  private void kill(StopChanged stop) {
    stops.start(stop);
    revocations.revoke(stop.stopId(), stop.programId(), stop.stoppedAt());
  }

  /** Proof comes from here, so nothing is left to do when it is told. */
  private void stopChanged(StopChanged stop) {
    switch (stop.state()) {
      case FREEZING -> stops.start(stop);
      case KILLING -> {
        kill(stop);
        experiments.discard(stop);
      }
      case FROZEN, KILLED -> {}
      case RESUMED -> stops.end(stop.stopId());
    }
  }

  private void cleared(ClearanceGranted clearance) {
    if (programs.idea(clearance.ideaId()).isEmpty()) {
      throw new TooEarlyException("idea " + clearance.ideaKey());
    }
    programs.saveClearance(clearance.ideaId(), clearance.minimumIsolation());
    experiments.openIfCleared(clearance.ideaId());
  }
}
