package dev.loopgate.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.contracts.experiments.ExperimentConcluded.Pair;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.Outcome;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.experiments.verdict.Decision;
import dev.loopgate.experiments.verdict.ErrorBudget;
import dev.loopgate.experiments.verdict.PairResult;
import dev.loopgate.experiments.verdict.Recorded;
import dev.loopgate.experiments.verdict.RuleVersion;
import dev.loopgate.experiments.verdict.Seeds;
import dev.loopgate.experiments.verdict.VerdictRule;
import dev.loopgate.wire.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes everything that a verdict file states from the little that was observed.
 *
 * @param checks what was compared, in the order of the story
 */
record Recomputation(List<Check> checks) {
  private static final Pattern ENORMOUS = Pattern.compile("[-+0-9.]+[eE][-+]?[0-9]{4,}");

  Recomputation {
    checks = List.copyOf(checks);
  }

  /**
   * One thing that was recorded and recomputed.
   *
   * @param note what a recomputation cannot tell; null for a comparison
   */
  record Check(
      String what,
      boolean same,
      @Nullable String recorded,
      @Nullable String recomputed,
      @Nullable String note) {
    String text() {
      if (note != null) {
        return "note     " + what + ": " + note;
      }
      return same
          ? "ok       " + what
          : "DIFFERS  %s: recorded %s, recomputed %s".formatted(what, recorded, recomputed);
    }
  }

  static Recomputation of(JsonNode json) {
    List<Check> checks = new ArrayList<>();
    VerdictFile file = parsed(json);
    new Steps(json, file, checks).all();
    return new Recomputation(checks);
  }

  private static VerdictFile parsed(JsonNode json) {
    try {
      VerdictFile file = Json.mapper().treeToValue(json, VerdictFile.class);
      if (file.evidence() != null && file.verdict() != null && file.experimentId() != null) {
        return file;
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new Refusal(
          "this is no verdict file: " + firstLine(e),
          "loopgate experiment evidence ID --file FILE");
    }
    throw new Refusal("this is no verdict file", "loopgate experiment evidence ID --file FILE");
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  long differing() {
    return checks.stream().filter(check -> !check.same()).count();
  }

  String text() {
    return checks.stream().map(Check::text).collect(Collectors.joining("\n"));
  }

  /** The steps of one recomputation. */
  private record Steps(JsonNode json, VerdictFile file, List<Check> checks) {
    void all() {
      if (hasEnormousNumbers(json)) {
        compare("size of numbers", "exponents of four digits", "at most three");
        return;
      }
      compare("digest of the evidence", file.evidenceDigest(), Json.digest(json.path("evidence")));
      Registration registration = file.registration();
      try {
        if (registration == null) {
          neverRegistered();
        } else {
          registered(registration);
        }
      } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
        compare("numbers", "unusable: " + e.getMessage(), "numbers");
      }
    }

    private void neverRegistered() {
      note("registration", "there never was one, so no error budget was spent");
      compare("pairs", file.evidence().pairs().size(), 0);
      verdict(VerdictRule.neverRegistered(file.verdict().confidence(), file.verdict().reason()));
    }

    private void registered(Registration registration) {
      String digest = Json.digest(json.path("registration"));
      compare("digest of the registration", file.registrationDigest(), digest);
      compare("registration of the evidence", file.evidence().registrationDigest(), digest);
      compare("experiment", file.experimentId(), registration.experimentId());
      seeds(registration);
      level(registration);
      judge(registration);
    }

    private void seeds(Registration registration) {
      String secret = file.evidence().seedSecret();
      compare("seed commitment", registration.seedCommitment(), Seeds.commitment(secret));
      Seeds seeds = Seeds.of(registration.experimentId(), secret);
      compareLists(
          "seeds",
          file.evidence().pairs().stream().map(pair -> pair.index() + "/" + pair.seed()).toList(),
          seedsOf(seeds, file.evidence().pairs().size()));
    }

    private static List<String> seedsOf(Seeds seeds, int count) {
      List<String> all = new ArrayList<>();
      for (int index = 0; index < count; index++) {
        all.add(index + "/" + seeds.seed(index));
      }
      return all;
    }

    private void level(Registration registration) {
      BigDecimal weight = weight(registration);
      BigDecimal alpha =
          RuleVersion.of(registration)
              .alpha(
                  new BigDecimal(registration.errorRate()), weight, registration.adoptedBefore());
      compare("α", registration.alpha(), alpha.toPlainString());
      compare("threshold", registration.threshold(), ErrorBudget.threshold(alpha).toPlainString());
    }

    /**
     * γ_t follows from t. What both purses gave is all of g_t; whether they had it, the log tells.
     */
    private BigDecimal weight(Registration registration) {
      Registration.Stake stake = registration.stake();
      if (stake == null) {
        BigDecimal gamma = ErrorBudget.gamma(registration.t());
        compare("γ", registration.gamma(), gamma.toPlainString());
        return gamma;
      }
      note("g_t", "not checked");
      BigDecimal sum = new BigDecimal(stake.fast()).add(new BigDecimal(stake.slow()));
      compare("sum of both purses", registration.gamma(), sum.toPlainString());
      return sum;
    }

    private void judge(Registration registration) {
      List<PairResult> observed = Recorded.pairs(registration, file.evidence().pairs());
      Decision decision = VerdictRule.decide(registration, observed);
      if (isInvalidForAnotherCause(decision)) {
        note("cause", "outside the numbers: " + file.verdict().reason());
        decision = VerdictRule.invalid(registration, observed, file.verdict().reason());
      }
      compareLists("pairs", texts(file.evidence().pairs()), texts(decision.pairs()));
      switch (decision) {
        case Decision.Stop stop -> verdict(stop.verdict());
        case Decision.Continue _ ->
            compare("stop", file.verdict().outcome(), "no answer after these pairs");
      }
    }

    private static List<String> texts(List<Pair> pairs) {
      return pairs.stream()
          .map(pair -> new String(Json.canonical(pair), StandardCharsets.UTF_8))
          .toList();
    }

    /** An INVALID that the numbers do not call for; one in the words of another answer is none. */
    private boolean isInvalidForAnotherCause(Decision decision) {
      return file.verdict().outcome() == Outcome.INVALID
          && !(decision instanceof Decision.Stop stop
              && (stop.verdict().outcome() == Outcome.INVALID
                  || stop.verdict().reason().equals(file.verdict().reason())));
    }

    private void verdict(Verdict recomputed) {
      JsonNode recorded = Json.mapper().valueToTree(file.verdict());
      JsonNode again = Json.mapper().valueToTree(recomputed);
      TreeSet<String> fields = new TreeSet<>();
      recorded.fieldNames().forEachRemaining(fields::add);
      again.fieldNames().forEachRemaining(fields::add);
      for (String field : fields) {
        compare("verdict's " + field, text(recorded.path(field)), text(again.path(field)));
      }
    }

    private static @Nullable String text(JsonNode node) {
      return node.isMissingNode() ? null : node.isValueNode() ? node.asText() : node.toString();
    }

    private void compareLists(String what, List<String> recorded, List<String> recomputed) {
      boolean same = recorded.equals(recomputed);
      if (same) {
        compare("%s (%d)".formatted(what, recorded.size()), true, true);
        return;
      }
      for (int i = 0; i < Math.max(recorded.size(), recomputed.size()); i++) {
        String there = i < recorded.size() ? recorded.get(i) : null;
        String here = i < recomputed.size() ? recomputed.get(i) : null;
        if (!Objects.equals(there, here)) {
          compare("%s, number %d".formatted(what, i), there, here);
        }
      }
    }

    private void compare(String what, @Nullable Object recorded, @Nullable Object recomputed) {
      boolean same = Objects.equals(recorded, recomputed);
      checks.add(
          new Check(
              what,
              same,
              same ? null : String.valueOf(recorded),
              same ? null : String.valueOf(recomputed),
              null));
    }

    private void note(String what, String note) {
      checks.add(new Check(what, true, null, null, note));
    }

    private static boolean hasEnormousNumbers(JsonNode node) {
      if (node.isTextual()) {
        return ENORMOUS.matcher(node.asText()).matches();
      }
      for (JsonNode child : node) {
        if (hasEnormousNumbers(child)) {
          return true;
        }
      }
      return false;
    }
  }
}
