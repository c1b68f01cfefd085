package dev.loopgate.experiments.experiment;

import static java.util.Objects.requireNonNull;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.experiments.program.ProgramStore;
import dev.loopgate.experiments.run.Flags;
import dev.loopgate.experiments.secret.Secrets;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Registers experiments whose baseline is measured, and tells the record what was frozen. */
@ApplicationScoped
class Registrations {
  private final Conclusions conclusions;
  private final ProgramStore programs;
  private final Flags flags;
  private final FeedStore feed;
  private final Secrets secrets;
  private final Clock clock;

  @Inject
  Registrations(
      Conclusions conclusions,
      ProgramStore programs,
      Flags flags,
      FeedStore feed,
      Secrets secrets,
      Clock clock) {
    this.conclusions = conclusions;
    this.programs = programs;
    this.flags = flags;
    this.feed = feed;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Freezes the plan, or says why there cannot be one. */
  void register(Experiment experiment, Experiment baseline) {
    Optional<ProgramSpec> spec = programs.spec(experiment.programId, experiment.programVersion);
    MeasuredBaseline measured = baseline.measured();
    if (spec.isEmpty()) {
      conclusions.concludeUnregistered(experiment, 0, "The program's rules are unknown.");
    } else if (measured == null) {
      conclusions.concludeUnregistered(
          experiment,
          confidence(spec.get()),
          "The baseline could not be measured. " + baseline.reason);
    } else {
      register(experiment, spec.get(), baseline, measured);
    }
  }

  private static double confidence(ProgramSpec spec) {
    return BigDecimal.ONE.subtract(spec.replication().errorRate()).doubleValue();
  }

  private void register(
      Experiment experiment, ProgramSpec spec, Experiment baseline, MeasuredBaseline measured) {
    String unmeasured = Registrar.unmeasured(spec, measured.metrics());
    if (unmeasured != null) {
      conclusions.concludeUnregistered(
          experiment,
          confidence(spec),
          "The baseline was measured without %s, which these rules judge by."
              .formatted(unmeasured));
      return;
    }
    SeedSecret secret = SeedSecret.fresh(secrets);
    Registrar.Facts facts = facts(experiment, spec, baseline, measured, secret);
    freeze(experiment, secret, Registrar.freeze(facts));
  }

  private Registrar.Facts facts(
      Experiment experiment,
      ProgramSpec spec,
      Experiment baseline,
      MeasuredBaseline measured,
      SeedSecret secret) {
    int t = programs.nextRegistration(experiment.programId);
    return new Registrar.Facts(
        experiment.id,
        programs.idea(requireNonNull(experiment.ideaId)).orElseThrow(),
        programs.generation(experiment.generationId).orElseThrow(),
        spec,
        errorRate(experiment, spec),
        measured.metrics(),
        t,
        programs.adopted(experiment.programId),
        flags.kinds(baseline.id),
        secret.commitment(),
        experiment.minimumIsolation,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * What a rule change lowered holds from the next registration on; what it raised only for ideas
   * that were proposed under it.
   */
  private BigDecimal errorRate(Experiment experiment, ProgramSpec spec) {
    BigDecimal own = spec.replication().errorRate();
    return programs
        .currentSpec(experiment.programId)
        .map(newest -> newest.replication().errorRate().min(own))
        .orElse(own);
  }

  private void freeze(Experiment experiment, SeedSecret secret, Registration registration) {
    experiment.become(ExperimentState.REGISTERED);
    experiment.seedSecret = secret.hex();
    experiment.registration = Json.write(registration);
    experiment.registrationDigest = Json.digest(registration);
    experiment.registeredAt = registration.registeredAt();
    feed.append(
        ExperimentRegistered.TYPE,
        experiment.id,
        experiment.programId,
        new ExperimentRegistered(registration, experiment.registrationDigest));
  }
}
