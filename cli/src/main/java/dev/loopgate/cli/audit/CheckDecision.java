package dev.loopgate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.audit.Explanation.Check;
import dev.loopgate.wire.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a decision in the log could make a generation: that it is the decision about this, of the
 * right kind, on evidence that was logged before, by people whose last word was for it and who had
 * no part in what they judged.
 */
final class CheckDecision {
  private final LogEntry generation;
  private final LogEntry decision;
  private final List<LogEntry> related;
  private final List<Check> checks = new ArrayList<>();

  private CheckDecision(LogEntry generation, LogEntry decision, List<LogEntry> related) {
    this.generation = generation;
    this.decision = decision;
    this.related = related;
  }

  /**
   * Checks.
   *
   * @param related all entries that name what the two name
   */
  static List<Check> of(LogEntry generation, LogEntry decision, List<LogEntry> related) {
    CheckDecision checks = new CheckDecision(generation, decision, related);
    checks.checkSubject();
    if (generation.text("/ideaId").isEmpty()) {
      checks.checkQuestion();
    } else {
      checks.checkIdea();
    }
    checks.checkPeople();
    checks.checkSealedVotes();
    return checks.checks;
  }

  private void checkSubject() {
    check("it was decided before it became the baseline", isBefore(decision, generation));
    String outcome = outcomeNeeded();
    check("people decided to " + outcome, decision.has("/decision/outcome", outcome));
    check("it was decided about this program", isSame("/decision/programId", "/programId"));
    check(
        "it was decided about this",
        generation.text("/ideaId").isEmpty()
            ? isSame("/decision/subjectKey", "/subjectKey")
            : isSame("/decision/ideaId", "/ideaId"));
  }

  private String outcomeNeeded() {
    if (!generation.text("/ideaId").isEmpty()) {
      return "ADOPT";
    }
    return generation.text("/rollsBackTo").isEmpty() ? "CHANGE_RULES" : "ROLL_BACK";
  }

  private boolean isSame(String ofDecision, String ofGeneration) {
    return decision.has(ofDecision, generation.text(ofGeneration));
  }

  private void checkQuestion() {
    check("the log has what was asked", question().isPresent());
    question().ifPresent(asked -> check("it was asked before", isBefore(asked, decision)));
  }

  private Optional<LogEntry> question() {
    return related.stream()
        .filter(entry -> entry.kind().matches("(rule-change|rollback)\\.proposed"))
        .filter(entry -> entry.has("/key", generation.text("/subjectKey")))
        .findFirst();
  }

  private void checkIdea() {
    check("the log has the idea", idea(generation.text("/ideaId")).isPresent());
    check("it was decided on this experiment", isSame("/decision/experimentId", "/experimentId"));
    Optional<LogEntry> plan = ofExperiment("experiment.registered", "/registration/experimentId");
    Optional<LogEntry> result = ofExperiment("experiment.concluded", "/experimentId");
    check("the log has the plan and the result", plan.isPresent() && result.isPresent());
    if (plan.isPresent() && result.isPresent()) {
      checkEvidence(plan.get(), result.get());
    }
  }

  private void checkEvidence(LogEntry plan, LogEntry result) {
    String idea = generation.text("/ideaId");
    check(
        "they are about this idea",
        plan.has("/registration/ideaId", idea) && result.has("/ideaId", idea));
    check("the verdict was IMPROVED", result.has("/verdict/outcome", "IMPROVED"));
    check("the plan was logged before the result", isBefore(plan, result));
    check("the result was logged before the decision", isBefore(result, decision));
    check(
        "the evidence is bound to that plan",
        result.has("/registrationDigest", plan.text("/digest")));
    check("the evidence had the digest that was claimed", result.has("/digestMatches", "true"));
  }

  private Optional<LogEntry> ofExperiment(String kind, String pointer) {
    return related.stream()
        .filter(entry -> entry.kind().equals(kind))
        .filter(entry -> entry.has(pointer, generation.text("/experimentId")))
        .findFirst();
  }

  private Optional<LogEntry> idea(String id) {
    return related.stream()
        .filter(entry -> entry.kind().equals("idea.proposed") && entry.has("/ideaId", id))
        .findFirst();
  }

  private void checkPeople() {
    JsonNode deciders = decision.fact().at("/decision/deciders");
    check("somebody decided", !deciders.isEmpty());
    Set<String> own = whoseMatterItIs();
    for (JsonNode decider : deciders) {
      String person = decider.asText();
      check(person + " was for it, on this dossier, before the decision", wasForIt(person));
      check(person + " is no author of the idea", !own.contains(person));
    }
  }

  private boolean wasForIt(String person) {
    return approved(person)
        || acts("veto.override-called", person).anyMatch(this::isOnThisDossier)
        || acts("break-glass.called", person).anyMatch(this::isOnThisDossier);
  }

  private boolean isOnThisDossier(LogEntry act) {
    return currentDossiers().contains(act.text("/call/dossierDigest"));
  }

  private java.util.stream.Stream<LogEntry> acts(String kind, String person) {
    return ofReview(kind).stream()
        .filter(entry -> entry.has("/call/person", person) && isBefore(entry, decision));
  }

  /** The last word counts, and only for the dossier that was decided on. */
  private boolean approved(String person) {
    List<LogEntry> words =
        ofReview("vote.cast").stream()
            .filter(vote -> vote.has("/voter", person) && isBefore(vote, decision))
            .toList();
    return !words.isEmpty()
        && words.getLast().has("/value", "APPROVE")
        && currentDossiers().contains(words.getLast().text("/dossierDigest"));
  }

  /** The one that was decided on, and those before it from which approvals were carried over. */
  private Set<String> currentDossiers() {
    Set<String> current = new HashSet<>();
    current.add(decision.text("/decision/dossierDigest"));
    List<LogEntry> shown =
        ofReview("dossier.shown").stream()
            .filter(entry -> isBefore(entry, decision))
            .sorted(
                Comparator.comparingLong((LogEntry entry) -> entry.number("/version")).reversed())
            .toList();
    boolean carries = true;
    for (LogEntry dossier : shown) {
      if (carries) {
        current.add(dossier.text("/digest"));
      }
      carries = carries && dossier.has("/carriesApprovals", "true");
    }
    return current;
  }

  private List<LogEntry> ofReview(String kind) {
    String review = decision.text("/decision/reviewId");
    return related.stream()
        .filter(entry -> entry.kind().equals(kind) && entry.has("/reviewId", review))
        .toList();
  }

  /** Authors and sponsors, also of what it repeats, unless the policy lets them judge. */
  private Set<String> whoseMatterItIs() {
    Set<String> people = new HashSet<>();
    Set<String> sponsors = new HashSet<>();
    Optional<LogEntry> idea = idea(generation.text("/ideaId"));
    while (idea.isPresent()) {
      LogEntry entry = idea.get();
      entry.fact().path("authors").forEach(author -> people.add(author.asText()));
      people.add(entry.text("/provenance/principal"));
      sponsors.add(entry.text("/provenance/sponsor"));
      idea = idea(entry.text("/rebasedFrom")).filter(before -> isBefore(before, entry));
    }
    question().ifPresent(asked -> people.add(asked.text("/proposedBy")));
    people.removeAll(sponsors);
    if (isAllowed("sponsors")) {
      sponsors.clear();
    }
    if (isAllowed("authors")) {
      people.clear();
    }
    people.addAll(sponsors);
    return people;
  }

  private boolean isAllowed(String whom) {
    String pointer =
        "/policy/spec/reviews/%s/eligible/%s".formatted(decision.text("/decision/kind"), whom);
    return related.stream()
        .filter(entry -> entry.kind().matches("policy\\.(shipped|applied)"))
        .filter(entry -> entry.has("/ref", decision.text("/decision/policy")))
        .anyMatch(entry -> entry.has(pointer, "ALLOWED"));
  }

  /** What was opened at the end is what was sealed. */
  private void checkSealedVotes() {
    Map<String, LogEntry> opened = new java.util.HashMap<>();
    related.stream()
        .filter(entry -> entry.kind().equals("vote.opened"))
        .forEach(entry -> opened.put(entry.text("/vote/voteId"), entry));
    for (LogEntry sealed : ofReview("vote.sealed")) {
      LogEntry opening = opened.get(sealed.text("/voteId"));
      check(
          "the vote of %s is the one that was sealed".formatted(sealed.text("/voter")),
          opening != null && sealed.has("/commitment", Json.digest(opening.fact())));
    }
  }

  private static boolean isBefore(LogEntry first, LogEntry second) {
    return first.index() < second.index();
  }

  private void check(String claim, boolean holds) {
    checks.add(new Check(claim, holds));
  }
}
