package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.reviews.ReviewKind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that conditions can ask about, in the order in which it is documented. */
public final class Facts {
  private static final Set<ReviewKind> EVERYTHING = EnumSet.allOf(ReviewKind.class);
  private static final Set<ReviewKind> IDEAS =
      EnumSet.of(ReviewKind.CLEARANCE, ReviewKind.ADOPTION);
  private static final Set<ReviewKind> ADOPTIONS = EnumSet.of(ReviewKind.ADOPTION);
  private static final Set<ReviewKind> QUESTIONS = EnumSet.complementOf(EnumSet.copyOf(IDEAS));

  public static final List<Fact> ALL =
      List.of(
          new Fact(
              "review",
              "kind",
              Fact.Type.TEXT,
              EVERYTHING,
              "`CLEARANCE`, `ADOPTION`, `ROLLBACK`, `RULE_CHANGE` or `RESUME`",
              d -> d.kind().name()),
          new Fact(
              "review",
              "program",
              Fact.Type.TEXT,
              EVERYTHING,
              "name of the program; `*` for all of them",
              Dossier::program),
          new Fact(
              "review",
              "generation",
              Fact.Type.INT,
              EVERYTHING,
              "number of the baseline that it is against; 0 for none",
              d -> (long) d.generation()),
          verdict(
              "verdict",
              Fact.Type.TEXT,
              "`IMPROVED`, `NOT_SHOWN`, `REGRESSED`, `GUARD_BROKEN` or `INVALID`",
              v -> v.outcome().name()),
          verdict(
              "effect",
              Fact.Type.NUMBER,
              "mean of the paired differences, better is larger",
              Verdict::effect),
          verdict("low", Fact.Type.NUMBER, "lower end of its confidence interval", Verdict::low),
          verdict("high", Fact.Type.NUMBER, "upper end", Verdict::high),
          verdict(
              "eValue",
              Fact.Type.NUMBER,
              "the e-value at the stop",
              v -> new BigDecimal(v.eValue()).doubleValue()),
          verdict(
              "threshold",
              Fact.Type.NUMBER,
              "the e-value that it took",
              v -> new BigDecimal(v.threshold()).doubleValue()),
          verdict("pairs", Fact.Type.INT, "pairs of runs that were judged", v -> (long) v.pairs()),
          idea(
              "paths",
              Fact.Type.TEXTS,
              "the files that the patch touches",
              Dossier.Idea::changedPaths),
          idea(
              "changedLines",
              Fact.Type.INT,
              "added plus removed lines; one of more than 200 characters counts as several",
              i -> i.changedLines() < 0 ? null : (long) i.changedLines()),
          idea(
              "flags",
              Fact.Type.TEXTS,
              "kinds of what intake noticed, `HIDDEN_CHARACTERS`, `DATA_LIKE`",
              Facts::flags),
          idea(
              "proposerKind",
              Fact.Type.TEXT,
              "`HUMAN`, `AGENT` or `SERVICE`",
              i -> i.provenance().kind().name()),
          idea(
              "model",
              Fact.Type.TEXT,
              "the model or generator, as the proposer states it",
              i -> i.provenance().model()),
          idea("cost", Fact.Type.NUMBER, "US dollars, as the proposer states it", Facts::cost),
          idea(
              "rebased",
              Fact.Type.BOOL,
              "whether it repeats an idea on a newer baseline",
              i -> i.rebasedFrom() != null),
          idea(
              "selfModification",
              Fact.Type.BOOL,
              "whether it touches what judges, holds or prompts agents, by the names of files and folders (below)",
              i -> SelfModification.in(i.changedPaths())),
          evidence(
              "isolation",
              Fact.Type.TEXT,
              "the weakest sandbox of any attempt: `PROCESS`, `BUBBLEWRAP` or `HARDENED`",
              e -> e.weakestIsolation() == null ? null : e.weakestIsolation().name()),
          evidence("runs", Fact.Type.INT, "runs that were started", e -> (long) e.runs()),
          evidence(
              "flags",
              Fact.Type.INT,
              "tripwires that fired before it concluded",
              e -> (long) e.flags()),
          new Fact(
              "evidence",
              "tripwires",
              Fact.Type.TEXTS,
              ADOPTIONS,
              "kinds of tripwires that fired up to now",
              Facts::tripwires),
          evidence(
              "claimedEffect",
              Fact.Type.NUMBER,
              "the effect that the candidate claims for itself",
              Dossier.Evidence::claimedEffect),
          evidence(
              "intact",
              Fact.Type.BOOL,
              "whether the evidence has the digest that it came with",
              Dossier.Evidence::digestMatches),
          evidence(
              "guards",
              Fact.Type.GUARDS,
              "a `{metric, broken}` for each guard",
              e -> guards(e.verdict().guards())),
          question("key", Fact.Type.TEXT, "how people call what is asked", Dossier.Question::key),
          question(
              "changedFields",
              Fact.Type.TEXTS,
              "what a rule change changes, for example `replication.errorRate`",
              q -> ChangedFields.of(q.content())));

  private Facts() {}

  /** The facts of a dossier by group and name; what the dossier does not say is not there. */
  public static Map<String, Map<String, Object>> of(Dossier dossier) {
    Map<String, Map<String, Object>> facts = new HashMap<>();
    for (Fact fact : ALL) {
      Map<String, Object> group = facts.computeIfAbsent(fact.group(), _ -> new HashMap<>());
      @Nullable Object value = fact.read().apply(dossier);
      if (value != null && fact.kinds().contains(dossier.kind())) {
        group.put(fact.name(), value);
      }
    }
    return facts;
  }

  private static Fact verdict(
      String name, Fact.Type type, String meaning, Function<Verdict, @Nullable Object> read) {
    return new Fact(
        "review",
        name,
        type,
        ADOPTIONS,
        meaning,
        dossier -> dossier.evidence() == null ? null : read.apply(dossier.evidence().verdict()));
  }

  private static Fact idea(
      String name, Fact.Type type, String meaning, Function<Dossier.Idea, @Nullable Object> read) {
    return new Fact(
        "idea",
        name,
        type,
        IDEAS,
        meaning,
        dossier -> dossier.idea() == null ? null : read.apply(dossier.idea()));
  }

  private static Fact evidence(
      String name,
      Fact.Type type,
      String meaning,
      Function<Dossier.Evidence, @Nullable Object> read) {
    return new Fact(
        "evidence",
        name,
        type,
        ADOPTIONS,
        meaning,
        dossier -> dossier.evidence() == null ? null : read.apply(dossier.evidence()));
  }

  private static Fact question(
      String name,
      Fact.Type type,
      String meaning,
      Function<Dossier.Question, @Nullable Object> read) {
    return new Fact(
        "question",
        name,
        type,
        QUESTIONS,
        meaning,
        dossier -> dossier.question() == null ? null : read.apply(dossier.question()));
  }

  /** Dossiers from before intake looked have none: nothing was noticed. */
  private static List<String> flags(Dossier.Idea idea) {
    return idea.flags() == null ? List.of() : idea.flags().stream().map(IdeaFlag::kind).toList();
  }

  private static @Nullable Double cost(Dossier.Idea idea) {
    BigDecimal cost = idea.provenance().costUsd();
    return cost == null ? null : cost.doubleValue();
  }

  private static @Nullable List<String> tripwires(Dossier dossier) {
    Dossier.Evidence evidence = dossier.evidence();
    if (evidence == null || evidence.tripwires() == null) {
      return null;
    }
    return Stream.concat(
            evidence.tripwires().stream().map(Tripwire::kind),
            dossier.flags().stream().map(Dossier.Flag::kind))
        .distinct()
        .toList();
  }

  private static List<Map<String, Object>> guards(List<GuardResult> guards) {
    return guards.stream()
        .map(guard -> Map.<String, Object>of("metric", guard.metric(), "broken", guard.broken()))
        .toList();
  }
}
