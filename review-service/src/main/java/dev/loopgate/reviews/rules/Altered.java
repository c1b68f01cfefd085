package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.ExperimentConcluded.Tripwire;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.experiments.Verdict.GuardResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Dossiers like another one but for a single thing. */
final class Altered {
  private Altered() {}

  static Dossier verdict(Dossier dossier, UnaryOperator<Verdict> change) {
    Dossier.Evidence evidence = evidence(dossier);
    return with(
        dossier,
        with(
            evidence,
            change.apply(evidence.verdict()),
            evidence.claimedEffect(),
            evidence.flags(),
            evidence.tripwires(),
            evidence.concludedAt()));
  }

  static Dossier claim(Dossier dossier, double claimedEffect) {
    Dossier.Evidence evidence = evidence(dossier);
    return with(
        dossier,
        with(
            evidence,
            evidence.verdict(),
            claimedEffect,
            evidence.flags(),
            evidence.tripwires(),
            evidence.concludedAt()));
  }

  static Dossier concluded(Dossier dossier, Instant concludedAt) {
    Dossier.Evidence evidence = evidence(dossier);
    return with(
        dossier,
        with(
            evidence,
            evidence.verdict(),
            evidence.claimedEffect(),
            evidence.flags(),
            evidence.tripwires(),
            concludedAt));
  }

  /** A tripwire that fired once, in a run of its own. */
  static Dossier tripwire(
      Dossier dossier, String stage, String kind, String seen, Instant flaggedAt) {
    Dossier.Evidence evidence = evidence(dossier);
    List<Tripwire> tripwires =
        new ArrayList<>(Objects.requireNonNullElse(evidence.tripwires(), List.of()));
    tripwires.add(new Tripwire(kind, 1, seen));
    List<Dossier.Flag> flags = new ArrayList<>(dossier.flags());
    UUID idea = dossier.requireIdea().id();
    flags.add(
        new Dossier.Flag(like(idea, 0x3A6C51), like(idea, 0x7D02E9), stage, kind, seen, flaggedAt));
    Dossier.Evidence counted =
        with(
            evidence,
            evidence.verdict(),
            evidence.claimedEffect(),
            evidence.flags() + 1,
            tripwires,
            evidence.concludedAt());
    return of(dossier, dossier.requireIdea(), counted, flags);
  }

  /** One more file in the patch. */
  static Dossier path(Dossier dossier, String path) {
    Dossier.Idea idea = dossier.requireIdea();
    List<String> paths = new ArrayList<>(idea.changedPaths());
    paths.add(path);
    return of(
        dossier,
        new Dossier.Idea(
            idea.id(),
            idea.key(),
            idea.title(),
            idea.hypothesis(),
            idea.summary(),
            idea.provenance(),
            idea.authors(),
            paths.stream().sorted().toList(),
            idea.changedLines() + 2,
            idea.patchDigest(),
            idea.candidateWorkspace(),
            idea.rebasedFrom(),
            idea.flags(),
            idea.generator(),
            idea.proposedAt()),
        evidence(dossier),
        dossier.flags());
  }

  static Verdict low(Verdict v, double low) {
    return of(v, low, v.eValue(), v.guards());
  }

  static Verdict eValue(Verdict v, String eValue) {
    return of(v, v.low(), eValue, v.guards());
  }

  static Verdict guards(Verdict v, List<GuardResult> guards) {
    return of(v, v.low(), v.eValue(), guards);
  }

  private static Verdict of(
      Verdict v, @Nullable Double low, String eValue, List<GuardResult> guards) {
    return new Verdict(
        v.outcome(),
        v.effect(),
        low,
        v.high(),
        v.confidence(),
        eValue,
        v.threshold(),
        v.pairs(),
        v.baselineMean(),
        v.candidateMean(),
        guards,
        v.reason());
  }

  private static Dossier.Evidence with(
      Dossier.Evidence evidence,
      Verdict verdict,
      @Nullable Double claimedEffect,
      int flags,
      @Nullable List<Tripwire> tripwires,
      Instant concludedAt) {
    return new Dossier.Evidence(
        verdict,
        evidence.evidenceDigest(),
        evidence.digestMatches(),
        evidence.registrationDigest(),
        evidence.weakestIsolation(),
        evidence.runs(),
        flags,
        claimedEffect,
        tripwires,
        concludedAt);
  }

  private static Dossier with(Dossier dossier, Dossier.Evidence evidence) {
    return of(dossier, dossier.requireIdea(), evidence, dossier.flags());
  }

  private static Dossier of(
      Dossier dossier, Dossier.Idea idea, Dossier.Evidence evidence, List<Dossier.Flag> flags) {
    return new Dossier(
        dossier.reviewKey(),
        dossier.kind(),
        dossier.programId(),
        dossier.program(),
        dossier.programVersion(),
        dossier.generationId(),
        dossier.generation(),
        dossier.policy(),
        dossier.policyDigest(),
        idea,
        dossier.question(),
        dossier.plan(),
        evidence,
        flags);
  }

  private static Dossier.Evidence evidence(Dossier dossier) {
    return Objects.requireNonNull(dossier.evidence(), dossier.reviewKey());
  }

  /** Another id of the same version and about the same time. */
  private static UUID like(UUID id, long difference) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ difference);
  }
}
