package dev.loopgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Evidence;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Registration.RegisteredGuard;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.experiments.verdict.ArmResult;
import dev.loopgate.experiments.verdict.Decision;
import dev.loopgate.experiments.verdict.EProcess;
import dev.loopgate.experiments.verdict.ErrorBudget;
import dev.loopgate.experiments.verdict.PairResult;
import dev.loopgate.experiments.verdict.Purses;
import dev.loopgate.experiments.verdict.Purses.Ending;
import dev.loopgate.experiments.verdict.RuleVersion;
import dev.loopgate.experiments.verdict.Seeds;
import dev.loopgate.experiments.verdict.VerdictRule;
import dev.loopgate.wire.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Verdict files as the service would serve them, from experiments that were never run. */
public final class SomeVerdictFile {
  private static final String SECRET = "5eed".repeat(16);
  private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-00000000000a");

  private SomeVerdictFile() {}

  /** An idea that was shown to be better. */
  public static VerdictFile improved() {
    return of(Transform.CLIP, true, 40, 0.2, 0.05, 5);
  }

  static VerdictFile of(
      Transform transform, boolean guarded, int maxSeeds, double effect, double noise, int seed) {
    Registration registration = registration(transform, guarded, maxSeeds);
    Random random = new Random(seed);
    Seeds seeds = Seeds.of(ID, SECRET);
    List<PairResult> pairs = new ArrayList<>();
    for (int i = 0; i < maxSeeds; i++) {
      pairs.add(
          new PairResult(i, seeds.seed(i), arm(0.5, random), candidate(effect, noise, random)));
    }
    return sealed(registration, (Decision.Stop) VerdictRule.decide(registration, pairs));
  }

  private static ArmResult candidate(double effect, double noise, Random random) {
    return random.nextInt(25) == 0
        ? ArmResult.failed("exit code 1 in train: „kaputt“")
        : arm(0.5 + effect + noise * random.nextGaussian(), random);
  }

  private static ArmResult arm(double accuracy, Random random) {
    double loss = 0.2 + random.nextGaussian() / 1_000;
    return ArmResult.measured(
        Map.of("accuracy", BigDecimal.valueOf(accuracy), "loss", BigDecimal.valueOf(loss)));
  }

  /** Of version 2: whatever a plan can say, and pairs whose arms correlate. */
  static VerdictFile ofSecondRule(Random random) {
    Registration registration = secondPlan(random);
    Seeds seeds = Seeds.of(ID, SECRET);
    double effect = 0.05 * (random.nextDouble() - 0.3);
    double noise = 0.05 * random.nextDouble();
    List<PairResult> pairs = new ArrayList<>();
    for (int i = 0; i < registration.maxSeeds(); i++) {
      double common = 0.5 + 0.1 * random.nextGaussian();
      ArmResult candidate =
          random.nextInt(25) == 0
              ? ArmResult.failed("exit code 1 in train: „kaputt“")
              : arm(common + effect + noise * random.nextGaussian(), random);
      pairs.add(new PairResult(i, seeds.seed(i), arm(common, random), candidate));
    }
    return sealed(registration, (Decision.Stop) VerdictRule.decide(registration, pairs));
  }

  private static Registration secondPlan(Random random) {
    Transform transform = random.nextInt(4) == 0 ? Transform.SIGN : Transform.CLIP;
    boolean isNarrow = transform == Transform.CLIP && random.nextInt(4) > 0;
    Registration plan = registration(transform, random.nextBoolean(), 6 + random.nextInt(60));
    Purses purses = Purses.fresh();
    for (int t = 1; t < plan.t(); t++) {
      Ending ending = t <= plan.adoptedBefore() ? Ending.ADOPTED : Ending.NOT_ADOPTED;
      BigDecimal capital = BigDecimal.valueOf(random.nextInt(2_000), 3);
      purses =
          purses.register("ada", new BigDecimal("0.05")).after().close(t, capital, ending).after();
    }
    Purses.Stake stake = purses.quote("ada", new BigDecimal("0.05"));
    return withLevel(plan, stake)
        .underSecondRule(
            isNarrow ? 4 : 1,
            new Registration.Stake(
                stake.sponsor(),
                stake.draw().fast().toPlainString(),
                stake.draw().slow().toPlainString()));
  }

  private static Registration withLevel(Registration plan, Purses.Stake stake) {
    ObjectNode json = Json.mapper().valueToTree(plan);
    json.put("gamma", stake.draw().total().toPlainString());
    json.put("alpha", stake.alpha().toPlainString());
    json.put("threshold", ErrorBudget.threshold(stake.alpha()).toPlainString());
    json.set(
        "lambdas",
        Json.mapper()
            .valueToTree(
                RuleVersion.SECOND.bets().stream().map(BigDecimal::toPlainString).toList()));
    return Json.mapper().convertValue(json, Registration.class);
  }

  /** Writes the digests anew that a change made wrong. */
  public static void seal(ObjectNode file) {
    String digest = Json.digest(file.path("registration"));
    file.put("registrationDigest", digest);
    ((ObjectNode) file.path("evidence")).put("registrationDigest", digest);
    file.put("evidenceDigest", Json.digest(file.path("evidence")));
  }

  static VerdictFile sealed(Registration registration, Decision.Stop stop) {
    String digest = Json.digest(registration);
    Evidence evidence = new Evidence(digest, SECRET, stop.pairs());
    return new VerdictFile(
        ID, registration, digest, evidence, Json.digest(evidence), stop.verdict());
  }

  static Registration registration(Transform transform, boolean guarded, int maxSeeds) {
    BigDecimal errorRate = new BigDecimal("0.05");
    BigDecimal gamma = ErrorBudget.gamma(7);
    BigDecimal alpha = ErrorBudget.alpha(errorRate, gamma, 2);
    RegisteredGuard guard = new RegisteredGuard("loss", Direction.MINIMIZE, "0.02", "0.01");
    return new Registration(
        ID,
        ID,
        "digits-7",
        ID,
        1,
        ID,
        3,
        "sha256:e",
        "sha256:c",
        "sha256:b",
        "sha256:v",
        "accuracy",
        Direction.MAXIMIZE,
        "0.001",
        "0.15",
        transform,
        null,
        EProcess.GRID.stream().map(BigDecimal::toPlainString).toList(),
        guarded ? List.of(guard) : List.of(),
        6,
        maxSeeds,
        errorRate.toPlainString(),
        7,
        2,
        gamma.toPlainString(),
        alpha.toPlainString(),
        ErrorBudget.threshold(alpha).toPlainString(),
        Seeds.commitment(SECRET),
        Isolation.PROCESS,
        List.of("NETWORK_ATTEMPT"),
        Instant.EPOCH);
  }
}
