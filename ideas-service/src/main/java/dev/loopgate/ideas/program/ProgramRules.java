package dev.loopgate.ideas.program;

import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Budget;
import dev.loopgate.contracts.ideas.ProgramSpec.Guard;
import dev.loopgate.contracts.ideas.ProgramSpec.Replication;
import dev.loopgate.contracts.ideas.ProgramSpec.Source;
import dev.loopgate.wire.path.Globs;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a program file must keep to, apart from the files that it is about. */
public final class ProgramRules {
  static final String NAME = "[a-z][a-z0-9-]{1,40}";
  private static final String METRIC = "[A-Za-z_][A-Za-z0-9_.-]{0,99}";
  private static final int MOST_PATTERNS = 100;
  private static final BigDecimal MOST_CPU_HOURS = new BigDecimal(1_000_000);

  private final Faults faults = new Faults();
  private final ProgramSpec spec;

  private ProgramRules(ProgramSpec spec) {
    this.spec = spec;
  }

  /** Refuses a file with everything that is wrong in it. */
  public static void check(ProgramFile file) {
    refuse(faults(file));
  }

  static List<Problem.Fault> faults(ProgramFile file) {
    ProgramRules rules = new ProgramRules(file.spec());
    rules.faults.text(
        file.name(),
        NAME,
        "/metadata/name",
        "must be 2 to 41 lower-case letters, digits and hyphens, the first one a letter");
    rules.faults.text(
        file.title(),
        "[^\\p{C}]{1,200}",
        "/metadata/title",
        "must be 1 to 200 characters in a line");
    rules.metrics();
    rules.source();
    rules.paths();
    new StageRules(rules.faults, file.spec().stages()).check();
    rules.replication(file.spec().replication());
    rules.budget();
    new EvidenceRules(rules.faults, file.spec()).check();
    new GeneratorRules(rules.faults, file.spec()).check();
    return rules.faults.list();
  }

  static void refuse(List<Problem.Fault> faults) {
    if (faults.isEmpty()) {
      return;
    }
    String all =
        String.join("; ", faults.stream().map(f -> f.pointer() + " " + f.detail()).toList());
    throw new ProblemException(
        ProblemType.INVALID, "Correct the program file: %s.".formatted(all), faults);
  }

  private void metrics() {
    faults.text(spec.objective().metric(), METRIC, "/spec/objective/metric", metricHint());
    faults.atLeastZero(spec.objective().minimumEffect(), "/spec/objective/minimumEffect");
    Set<String> seen = new HashSet<>(Set.of(String.valueOf(spec.objective().metric())));
    for (int i = 0; i < spec.guards().size(); i++) {
      guard(spec.guards().get(i), "/spec/guards/" + i, seen);
    }
  }

  private void guard(Guard guard, String at, Set<String> seen) {
    faults.text(guard.metric(), METRIC, at + "/metric", metricHint());
    faults.unless(isPresent(guard.direction()), at + "/direction", "must be maximize or minimize");
    faults.atLeastZero(guard.margin(), at + "/margin");
    faults.unless(
        seen.add(String.valueOf(guard.metric())),
        at + "/metric",
        "is used by another guard or the objective");
  }

  private static String metricHint() {
    return "must be the name of a metric: letters, digits, _ . : and -, at most 100";
  }

  private static boolean isPresent(@org.jspecify.annotations.Nullable Object value) {
    return value != null;
  }

  private void source() {
    Source source = spec.source();
    boolean one = (source.directory() == null) != (source.git() == null);
    faults.unless(one, "/spec/source", "must have either directory or git");
    faults.unless(
        source.ref() == null || source.ref().matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}"),
        "/spec/source/ref",
        "must be the name of a branch or tag, or a commit");
  }

  private void paths() {
    globs(spec.paths().editable(), "/spec/paths/editable");
    globs(spec.paths().sealed(), "/spec/paths/sealed");
    faults.unless(!spec.paths().editable().isEmpty(), "/spec/paths/editable", "must not be empty");
    if (faults.list().stream().noneMatch(f -> f.pointer().startsWith("/spec/paths"))) {
      overlap();
    }
  }

  private void overlap() {
    for (String editable : spec.paths().editable()) {
      for (String sealed : spec.paths().sealed()) {
        faults.unless(
            !Globs.of(List.of(editable)).overlap(Globs.of(List.of(sealed))),
            "/spec/paths",
            "editable %s and sealed %s cover the same files; nobody may change what judges"
                .formatted(editable, sealed));
      }
    }
  }

  private void globs(List<String> patterns, String at) {
    faults.unless(
        patterns.size() <= MOST_PATTERNS, at, "has more than " + MOST_PATTERNS + " patterns");
    for (int i = 0; i < Math.min(patterns.size(), MOST_PATTERNS); i++) {
      String pointer = at + "/" + i;
      Globs.fault(patterns.get(i)).ifPresent(fault -> faults.add(pointer, fault));
    }
  }

  private void replication(Replication replication) {
    faults.unless(replication.minSeeds() >= 2, "/spec/replication/minSeeds", "must be 2 or more");
    faults.unless(
        replication.maxSeeds() >= replication.minSeeds() && replication.maxSeeds() <= 1000,
        "/spec/replication/maxSeeds",
        "must be at least minSeeds and at most 1000");
    String pointer = "/spec/replication/errorRate";
    if (faults.number(replication.errorRate(), pointer)) {
      boolean inside =
          replication.errorRate().signum() > 0
              && replication.errorRate().compareTo(BigDecimal.ONE) < 0;
      faults.unless(inside, pointer, "must be between 0 and 1, for example 0.05");
    }
  }

  private void budget() {
    faults.text(
        spec.policy(), NAME, "/spec/policy", "must be the name of a policy, for example standard");
    Budget budget = spec.budget();
    if (budget == null) {
      return;
    }
    faults.unless(
        budget.concurrentRuns() >= 1 && budget.concurrentRuns() <= 1000,
        "/spec/budget/concurrentRuns",
        "must be 1 to 1000");
    Integer open = budget.openIdeasPerProposer();
    faults.unless(
        open == null || (open >= 1 && open <= 100_000),
        "/spec/budget/openIdeasPerProposer",
        "must be 1 to 100000");
    BigDecimal hours = budget.cpuHours();
    if (hours != null && faults.number(hours, "/spec/budget/cpuHours")) {
      faults.unless(
          hours.signum() > 0 && hours.compareTo(MOST_CPU_HOURS) <= 0,
          "/spec/budget/cpuHours",
          "must be more than 0 and at most 1000000");
    }
  }
}
