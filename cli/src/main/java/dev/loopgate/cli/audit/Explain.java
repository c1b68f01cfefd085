package dev.loopgate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.audit.Explanation.Check;
import dev.loopgate.cli.audit.Explanation.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Follows a generation back through the log: its decision, the votes, the evidence, the idea. */
final class Explain {
  private final LogEntry generation;
  private final List<LogEntry> related;
  private final List<Step> steps = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  private Explain(LogEntry generation, List<LogEntry> related) {
    this.generation = generation;
    this.related = related;
  }

  static Optional<Explanation> generation(LogEntries entries, String program, int number)
      throws IOException {
    Optional<LogEntry> generation =
        entries.mentioning(Set.of("generation.advanced")).stream()
            .filter(entry -> entry.kind().equals("generation.advanced"))
            .filter(entry -> entry.has("/program", program))
            .filter(entry -> entry.has("/number", Integer.toString(number)))
            .findFirst();
    if (generation.isEmpty()) {
      return Optional.empty();
    }
    Explain explain = new Explain(generation.get(), related(entries, generation.get()));
    explain.tell();
    explain.steps.sort(Comparator.comparingLong(Step::index));
    return Optional.of(new Explanation(program, number, explain.steps, explain.checks));
  }

  private static List<LogEntry> related(LogEntries entries, LogEntry generation)
      throws IOException {
    Set<String> names = new HashSet<>();
    for (String pointer : List.of("/ideaId", "/decisionId", "/experimentId", "/subjectKey")) {
      names.add(generation.text(pointer));
    }
    if (generation.text("/decisionId").isEmpty()) {
      names.add(generation.text("/programId"));
    }
    names.remove("");
    List<LogEntry> first = entries.mentioning(names);
    for (LogEntry entry : first) {
      names.add(entry.text("/decision/reviewId"));
      names.add(entry.text("/decision/policy"));
    }
    names.remove("");
    return withAncestors(entries, entries.mentioning(names), names);
  }

  /** An idea that repeats another has its authors, too. */
  private static List<LogEntry> withAncestors(
      LogEntries entries, List<LogEntry> found, Set<String> names) throws IOException {
    Set<String> more = new HashSet<>(names);
    found.forEach(entry -> more.add(entry.text("/rebasedFrom")));
    more.remove("");
    return more.size() == names.size()
        ? found
        : withAncestors(entries, entries.mentioning(more), more);
  }

  private void tell() {
    add(
        generation,
        "advanced",
        "generation %s at commit %s"
            .formatted(generation.text("/number"), generation.text("/commit")));
    if (generation.text("/decisionId").isEmpty()) {
      tellBeginning();
      return;
    }
    Optional<LogEntry> decision = one("decision.made", "/decision/decisionId", "/decisionId");
    check("the log has the decision that made it", decision.isPresent());
    decision.ifPresent(this::tellDecision);
  }

  private void tellBeginning() {
    check("it is the first generation", generation.has("/number", "1"));
    related.stream()
        .filter(entry -> entry.kind().equals("program.applied"))
        .filter(entry -> entry.has("/programId", generation.text("/programId")))
        .findFirst()
        .ifPresent(entry ->
            add(
                entry,
                "applied",
                "by %s with policy %s; specification %s"
                    .formatted(
                        entry.text("/by"), entry.text("/policy"), entry.text("/specDigest"))));
  }

  private void tellDecision(LogEntry decision) {
    add(
        decision,
        "decided",
        "%s of review %s under policy %s by %s; could have voted, too: %s"
            .formatted(
                decision.text("/decision/outcome"),
                decision.text("/decision/reviewKey"),
                decision.text("/decision/policy"),
                list(decision.fact().at("/decision/deciders")),
                couldHave(decision)));
    tellPolicy(decision.text("/decision/policy"));
    tellIdea();
    tellVotes(decision);
    tellEvidence();
    tellSubject();
    checks.addAll(CheckDecision.of(generation, decision, related));
  }

  private static String couldHave(LogEntry decision) {
    JsonNode eligible = decision.fact().path("eligible");
    return eligible.isArray() ? list(eligible) : "(the log does not say)";
  }

  private void tellPolicy(String policy) {
    related.stream()
        .filter(entry -> entry.kind().startsWith("policy."))
        .filter(entry -> entry.fact().toString().contains("\"" + policy + "\""))
        .forEach(entry -> add(entry, "policy", policy + " " + entry.text("/digest")));
  }

  private void tellIdea() {
    one("idea.proposed", "/ideaId", "/ideaId")
        .ifPresent(entry ->
            add(
                entry,
                "proposed",
                "%s by %s; patch %s"
                    .formatted(
                        entry.text("/key"),
                        list(entry.fact().path("authors")),
                        entry.text("/patchDigest"))));
    related.stream()
        .filter(entry -> entry.has("/decision/kind", "CLEARANCE"))
        .filter(entry -> entry.has("/decision/ideaId", generation.text("/ideaId")))
        .forEach(entry ->
            add(
                entry,
                "cleared",
                "%s by %s under %s"
                    .formatted(
                        entry.text("/decision/outcome"),
                        entry.text("/rule"),
                        entry.text("/decision/policy"))));
  }

  private void tellVotes(LogEntry decision) {
    ofReview("vote.cast", decision)
        .forEach(vote ->
            add(
                vote,
                "voted",
                "%s %s on dossier %s as %s"
                    .formatted(
                        vote.text("/voter"),
                        vote.text("/value"),
                        vote.text("/dossierDigest"),
                        list(vote.fact().path("roles")))));
    ofReview("veto.override-called", decision)
        .forEach(call -> add(call, "overruled", call.text("/call/person") + " set vetoes aside"));
    ofReview("break-glass.called", decision)
        .forEach(call -> add(call, "broke", call.text("/call/person") + " broke the glass"));
  }

  private Stream<LogEntry> ofReview(String kind, LogEntry decision) {
    return related.stream()
        .filter(entry -> entry.kind().equals(kind))
        .filter(entry -> entry.has("/reviewId", decision.text("/decision/reviewId")));
  }

  private void tellEvidence() {
    one("experiment.registered", "/registration/experimentId", "/experimentId")
        .ifPresent(plan -> add(plan, "registered", "plan " + plan.text("/digest")));
    one("experiment.concluded", "/experimentId", "/experimentId")
        .ifPresent(result ->
            add(
                result,
                "concluded",
                "%s with e-value %s against threshold %s; evidence %s"
                    .formatted(
                        result.text("/verdict/outcome"),
                        result.text("/verdict/eValue"),
                        result.text("/verdict/threshold"),
                        result.text("/evidenceDigest"))));
  }

  private void tellSubject() {
    String key = generation.text("/subjectKey");
    related.stream()
        .filter(entry -> !key.isEmpty() && entry.has("/key", key))
        .filter(entry -> !entry.kind().startsWith("idea."))
        .forEach(entry -> add(entry, entry.kind().replaceAll(".*\\.", ""), key));
  }

  /** The entry of a kind that names what the generation names. */
  private Optional<LogEntry> one(String kind, String pointer, String named) {
    return related.stream()
        .filter(entry -> entry.kind().equals(kind))
        .filter(entry -> entry.has(pointer, generation.text(named)))
        .findFirst();
  }

  private void add(LogEntry entry, String what, String detail) {
    steps.add(new Step(entry.index(), what, entry.at(), detail));
  }

  private void check(String claim, boolean holds) {
    checks.add(new Check(claim, holds));
  }

  private static String list(JsonNode array) {
    List<String> texts =
        StreamSupport.stream(array.spliterator(), false)
            .map(node -> node.isObject() ? node.path("person").asText() : node.asText())
            .toList();
    return texts.isEmpty() ? "nobody" : String.join(", ", texts);
  }
}
