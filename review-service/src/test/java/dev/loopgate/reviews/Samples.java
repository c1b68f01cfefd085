package dev.loopgate.reviews;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.ExperimentRegistered;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.wire.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts as the peers tell them, about one idea after the other of one program. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final String DIGEST = "sha256:" + "ab".repeat(32);

  private Samples() {}

  /** What a test needs to know of an idea. */
  public record Subject(
      UUID programId, String program, UUID ideaId, String key, UUID experimentId) {}

  public static ProgramApplied program(Subject subject, String policy) {
    ProgramSpec spec =
        new ProgramSpec(
            new ProgramSpec.Objective(
                "accuracy", Direction.MAXIMIZE, BigDecimal.ZERO, Transform.CLIP, null),
            List.of(),
            new ProgramSpec.Source(".", null, null),
            new ProgramSpec.Paths(List.of("config.json"), List.of("evaluator/**")),
            List.of(
                new ProgramSpec.Stage(
                    "train", List.of("true"), List.of(), List.of(), false, "1m", false)),
            new ProgramSpec.Replication(6, 40, new BigDecimal("0.05")),
            null,
            policy,
            null,
            null,
            null);
    return new ProgramApplied(
        subject.programId(),
        subject.program(),
        "A program",
        1,
        spec,
        DIGEST,
        "researcher@local",
        NOON);
  }

  /** An agent's idea: evolve@program proposed it, researcher@local sponsors the agent. */
  public static IdeaProposed idea(Subject subject, int changedLines) {
    return idea(subject, changedLines, null);
  }

  public static IdeaProposed idea(
      Subject subject, int changedLines, @Nullable UUID rebasedFrom, String... coAuthors) {
    return new IdeaProposed(
        subject.ideaId(),
        subject.key(),
        1,
        subject.programId(),
        subject.program(),
        1,
        UUID.nameUUIDFromBytes(new byte[] {1}),
        1,
        "More hidden units",
        "A wider layer separates 8 and 9 better.",
        "hidden 16 → 24",
        new Provenance(
            "evolve@" + subject.program(),
            PrincipalKind.AGENT,
            "researcher@local",
            "evolve-1",
            null,
            null,
            Map.of("seed", "1"),
            null,
            null,
            new BigDecimal("0.10"),
            List.of(),
            List.of()),
        Stream.concat(Stream.of("evolve@" + subject.program()), Stream.of(coAuthors)).toList(),
        List.of("config.json"),
        changedLines,
        DIGEST,
        DIGEST,
        rebasedFrom,
        null,
        List.of(),
        "evolve/1",
        NOON);
  }

  /** The same idea, written by an agent instead of the built-in generator. */
  public static IdeaProposed byAgent(IdeaProposed idea) {
    return copy(idea, idea.number(), idea.provenance(), idea.canary(), idea.flags(), null);
  }

  /** The same idea, made by somebody else. */
  public static IdeaProposed by(IdeaProposed idea, Provenance provenance) {
    return copy(idea, idea.number(), provenance, idea.canary(), idea.flags());
  }

  /** The same idea with what intake noticed, or as a test of the loop itself. */
  public static IdeaProposed with(
      IdeaProposed idea, @Nullable CanaryKind canary, IdeaFlag... flags) {
    return copy(idea, idea.number(), idea.provenance(), canary, List.of(flags));
  }

  /** The same idea with another number. */
  static IdeaProposed numbered(IdeaProposed idea, int number) {
    return copy(idea, number, idea.provenance(), idea.canary(), idea.flags());
  }

  /** The same idea, made from others. */
  static IdeaProposed buildingOn(IdeaProposed idea, String... parents) {
    Provenance made = idea.provenance();
    Provenance from =
        new Provenance(
            made.principal(),
            made.kind(),
            made.sponsor(),
            made.model(),
            made.provider(),
            made.promptDigest(),
            made.parameters(),
            made.inputTokens(),
            made.outputTokens(),
            made.costUsd(),
            made.sources(),
            List.of(parents));
    return copy(idea, idea.number(), from, idea.canary(), idea.flags());
  }

  private static IdeaProposed copy(
      IdeaProposed idea,
      int number,
      Provenance provenance,
      @Nullable CanaryKind canary,
      List<IdeaFlag> flags) {
    return copy(idea, number, provenance, canary, flags, idea.generator());
  }

  private static IdeaProposed copy(
      IdeaProposed idea,
      int number,
      Provenance provenance,
      @Nullable CanaryKind canary,
      List<IdeaFlag> flags,
      @Nullable String generator) {
    return new IdeaProposed(
        idea.ideaId(),
        idea.key(),
        number,
        idea.programId(),
        idea.program(),
        idea.programVersion(),
        idea.generationId(),
        idea.generation(),
        idea.title(),
        idea.hypothesis(),
        idea.summary(),
        provenance,
        idea.authors(),
        idea.changedPaths(),
        idea.changedLines(),
        idea.patchDigest(),
        idea.candidateWorkspace(),
        idea.rebasedFrom(),
        canary,
        flags,
        generator,
        idea.proposedAt());
  }

  /** An idea as the dossier shows it. */
  public static Dossier.Idea shown(IdeaProposed idea) {
    return new Dossier.Idea(
        idea.ideaId(),
        idea.key(),
        idea.title(),
        idea.hypothesis(),
        idea.summary(),
        idea.provenance(),
        idea.authors(),
        idea.changedPaths(),
        idea.changedLines(),
        idea.patchDigest(),
        idea.candidateWorkspace(),
        null,
        idea.flags(),
        idea.generator(),
        NOON);
  }

  /** Another error rate and another policy, asked for by ada@local. */
  public static RuleChangeProposed ruleChange(Subject subject) {
    return new RuleChangeProposed(
        UUID.randomUUID(),
        subject.program() + "-rules-1",
        subject.programId(),
        subject.program(),
        1,
        DIGEST,
        UUID.randomUUID(),
        1,
        "A program",
        program(subject, "isolated").spec(),
        DIGEST,
        List.of(
            new RuleChangeProposed.Difference(
                "replication", Map.of("errorRate", 0.05), Map.of("errorRate", 0.5)),
            new RuleChangeProposed.Difference("policy", "standard", "isolated")),
        new RuleChangeProposed.Evaluator(DIGEST, DIGEST, null),
        false,
        "ada@local",
        NOON);
  }

  public static IdeaClosed closed(Subject subject, IdeaClosed.Outcome outcome) {
    return new IdeaClosed(
        subject.ideaId(), subject.key(), subject.programId(), outcome, "it is over", null, NOON);
  }

  public static Registration registration(Subject subject, String... guards) {
    return new Registration(
        subject.experimentId(),
        subject.ideaId(),
        subject.key(),
        subject.programId(),
        1,
        UUID.nameUUIDFromBytes(new byte[] {1}),
        1,
        DIGEST,
        DIGEST,
        DIGEST,
        DIGEST,
        "accuracy",
        Direction.MAXIMIZE,
        "0",
        "0.02",
        Transform.CLIP,
        null,
        List.of("0.5"),
        List.of(guards).stream()
            .map(g -> new Registration.RegisteredGuard(g, Direction.MINIMIZE, "0.02", "0.1"))
            .toList(),
        6,
        40,
        "0.05",
        1,
        0,
        "1/2",
        "0.025",
        "40.000000",
        DIGEST,
        Isolation.PROCESS,
        List.of(),
        NOON);
  }

  public static ExperimentRegistered registered(Subject subject) {
    Registration registration = registration(subject);
    return new ExperimentRegistered(registration, Json.digest(registration));
  }

  public static Verdict verdict(Verdict.Outcome outcome, Verdict.GuardResult... guards) {
    return new Verdict(
        outcome,
        0.021,
        0.004,
        0.038,
        0.95,
        "57.250000",
        "40.000000",
        9,
        0.91,
        0.931,
        List.of(guards),
        "The e-value reached the threshold after 9 pairs.");
  }

  public static ExperimentConcluded concluded(Subject subject, Verdict.Outcome outcome) {
    return concluded(subject, outcome, null);
  }

  /** A conclusion with a tripwire; a canary is told to have passed. */
  public static ExperimentConcluded concluded(
      Subject subject, Verdict.Outcome outcome, @Nullable CanaryKind canary) {
    ExperimentConcluded.Evidence evidence =
        new ExperimentConcluded.Evidence(
            registered(subject).digest(),
            "00ff",
            List.of(
                new ExperimentConcluded.Pair(
                    0, Long.MAX_VALUE, "0.91", "0.93", "0.5", Map.of(), null)));
    return new ExperimentConcluded(
        subject.experimentId(),
        subject.ideaId(),
        subject.key(),
        subject.programId(),
        UUID.nameUUIDFromBytes(new byte[] {1}),
        1,
        verdict(outcome),
        evidence,
        Json.digest(evidence),
        Isolation.BUBBLEWRAP,
        18,
        0,
        0.08,
        List.of(new ExperimentConcluded.Tripwire("OUTPUT_FLOOD", 2, "9 MB on stdout")),
        canary,
        canary != null,
        NOON);
  }

  public static RunFlagged flagged(Subject subject) {
    return new RunFlagged(
        subject.experimentId(),
        subject.ideaId(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "train",
        "SEALED_PATH_WRITE",
        "tried to write evaluator/Evaluate.java",
        NOON);
  }
}
