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
    return entries.mentioning(names);
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
    check("it was decided before it became the baseline", isBefore(decision, generation));
    tellPolicy(decision.text("/decision/policy"));
    Optional<LogEntry> idea = tellIdea();
    tellVotes(decision, idea);
    tellEvidence(decision);
    tellSubject();
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

  private Optional<LogEntry> tellIdea() {
    Optional<LogEntry> idea = one("idea.proposed", "/ideaId", "/ideaId");
    idea.ifPresent(entry ->
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
    return idea;
  }

  private void tellVotes(LogEntry decision, Optional<LogEntry> idea) {
    List<LogEntry> votes =
        related.stream()
            .filter(entry -> entry.kind().equals("vote.cast"))
            .filter(entry -> entry.has("/reviewId", decision.text("/decision/reviewId")))
            .toList();
    votes.forEach(vote ->
        add(
            vote,
            "voted",
            "%s %s on dossier %s as %s"
                .formatted(
                    vote.text("/voter"),
                    vote.text("/value"),
                    vote.text("/dossierDigest"),
                    list(vote.fact().path("roles")))));
    Set<String> authors = new HashSet<>();
    idea.ifPresent(entry -> entry.fact().path("authors").forEach(a -> authors.add(a.asText())));
    for (JsonNode decider : decision.fact().at("/decision/deciders")) {
      String person = decider.asText();
      check(
          person + " approved before the decision",
          votes.stream().anyMatch(vote -> isApprovalOf(vote, person) && isBefore(vote, decision)));
      check(person + " is no author of the idea", !authors.contains(person));
    }
  }

  private static boolean isApprovalOf(LogEntry vote, String person) {
    return vote.has("/value", "APPROVE")
        && (vote.has("/voter", person) || vote.has("/onBehalfOf", person));
  }

  private void tellEvidence(LogEntry decision) {
    if (generation.text("/experimentId").isEmpty()) {
      return;
    }
    Optional<LogEntry> plan =
        one("experiment.registered", "/registration/experimentId", "/experimentId");
    Optional<LogEntry> result = one("experiment.concluded", "/experimentId", "/experimentId");
    check("the log has the plan and the result", plan.isPresent() && result.isPresent());
    if (plan.isEmpty() || result.isEmpty()) {
      return;
    }
    add(plan.get(), "registered", "plan " + plan.get().text("/digest"));
    add(
        result.get(),
        "concluded",
        "%s with e-value %s against threshold %s; evidence %s"
            .formatted(
                result.get().text("/verdict/outcome"),
                result.get().text("/verdict/eValue"),
                result.get().text("/verdict/threshold"),
                result.get().text("/evidenceDigest")));
    check("the plan was logged before the result", isBefore(plan.get(), result.get()));
    check("the result was logged before the decision", isBefore(result.get(), decision));
    check(
        "the evidence is bound to that plan",
        result.get().has("/registrationDigest", plan.get().text("/digest")));
    check(
        "the evidence had the digest that was claimed", result.get().has("/digestMatches", "true"));
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

  private static boolean isBefore(LogEntry first, LogEntry second) {
    return first.index() < second.index();
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
