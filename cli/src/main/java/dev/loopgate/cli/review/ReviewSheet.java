package dev.loopgate.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.output.Values;
import java.util.ArrayList;
import java.util.List;

/** A review on one screen: the question, the evidence, what is still needed, the pitch last. */
final class ReviewSheet {
  private final List<String> lines = new ArrayList<>();
  private final JsonNode review;

  private ReviewSheet(JsonNode review) {
    this.review = review;
  }

  static String of(JsonNode review) {
    ReviewSheet sheet = new ReviewSheet(review);
    sheet.question();
    sheet.evidence(review.at("/dossier/evidence"));
    review.at("/dossier/flags").forEach(sheet::flag);
    review.path("requirements").forEach(sheet::requirement);
    review.path("votes").forEach(sheet::vote);
    sheet.outcome();
    sheet.pitch(review.at("/dossier/idea"));
    sheet.line("dossier", Values.text(review, "dossierDigest"));
    return String.join("\n", sheet.lines);
  }

  private void question() {
    lines.add(
        "%s: %s of %s on generation %s (%s, %s)"
            .formatted(
                Values.text(review, "key"),
                Values.text(review, "kind"),
                Values.text(review, "ideaKey"),
                Values.text(review, "generation"),
                Values.text(review, "state"),
                Values.text(review, "policy")));
    line(
        "change",
        "%s (%s, %s lines)"
            .formatted(
                Values.text(review, "/dossier/idea/summary"),
                Values.text(review, "/dossier/idea/changedPaths"),
                Values.text(review, "/dossier/idea/changedLines")));
  }

  private void evidence(JsonNode evidence) {
    if (evidence.isMissingNode() || evidence.isNull()) {
      line("evidence", "none yet");
      return;
    }
    JsonNode verdict = evidence.path("verdict");
    line(
        "verdict",
        "%s %s after %s pairs"
            .formatted(
                Values.text(verdict, "outcome"),
                Values.effect(verdict),
                Values.text(verdict, "pairs")));
    line(
        "means",
        "baseline %s, candidate %s"
            .formatted(
                Values.rounded(verdict.path("baselineMean")),
                Values.rounded(verdict.path("candidateMean"))));
    line(
        "e-value",
        "%s, needed %s"
            .formatted(
                Values.rounded(verdict.path("eValue")), Values.rounded(verdict.path("threshold"))));
    if (Values.has(evidence, "claimedEffect")) {
      line("claimed", Values.signed(evidence.path("claimedEffect")));
    }
    line(
        "time",
        "planned %s, concluded %s"
            .formatted(
                Values.text(review, "/dossier/plan/registration/registeredAt"),
                Values.text(evidence, "concludedAt")));
    verdict.path("guards").forEach(this::guard);
    line(
        "runs",
        "%s, weakest isolation %s, tripwires %s"
            .formatted(
                Values.text(evidence, "runs"),
                Values.text(evidence, "weakestIsolation"),
                Values.text(evidence, "flags")));
  }

  private void guard(JsonNode guard) {
    line(
        "guard",
        "%s %s (better is larger), margin %s: %s"
            .formatted(
                Values.text(guard, "metric"),
                Values.signed(guard.path("effect")),
                Values.text(guard, "margin"),
                guard.path("broken").asBoolean() ? "BROKEN" : "kept"));
  }

  private void flag(JsonNode flag) {
    line(
        "tripwire",
        "%s in %s: %s"
            .formatted(
                Values.text(flag, "kind"),
                Values.text(flag, "stage"),
                Values.text(flag, "evidence")));
  }

  private void requirement(JsonNode requirement) {
    boolean isOpen = requirement.path("state").asText().equals("UNSATISFIED");
    line(
        isOpen ? "needs" : "has",
        "%s: %s, %s"
            .formatted(
                Values.text(requirement, "name"),
                Values.text(requirement, "state"),
                Values.text(requirement, "detail")));
  }

  private void vote(JsonNode vote) {
    line(
        "vote",
        "%s by %s: %s%s"
            .formatted(
                Values.text(vote, "value"),
                Values.text(vote, "voter")
                    + (Values.has(vote, "/onBehalfOf")
                        ? " for " + Values.text(vote, "onBehalfOf")
                        : ""),
                Values.text(vote, "reason"),
                vote.path("outdated").asBoolean() ? " (on an older dossier)" : ""));
  }

  private void outcome() {
    if (Values.has(review, "/decision/outcome")) {
      line("decision", Values.text(review, "/decision/outcome"));
    }
    if (Values.has(review, "/plant/result")) {
      line(
          "planted",
          "%s: %s"
              .formatted(
                  Values.text(review, "/plant/result"), Values.text(review, "/plant/wrong")));
    }
  }

  private void pitch(JsonNode idea) {
    String sponsor = Values.text(idea, "/provenance/sponsor");
    line(
        "by",
        Values.text(idea, "/provenance/principal")
            + (sponsor.equals("-") ? "" : ", sponsored by " + sponsor));
    line("hypothesis", Values.text(idea, "hypothesis"));
  }

  private void line(String name, String value) {
    lines.add("  %-11s %s".formatted(name, value.strip().replace("\n", "\n" + " ".repeat(14))));
  }
}
