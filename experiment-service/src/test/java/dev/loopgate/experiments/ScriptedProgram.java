package dev.loopgate.experiments;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.ProgramSpec.Budget;
import dev.loopgate.contracts.ideas.ProgramSpec.Canaries;
import dev.loopgate.contracts.ideas.ProgramSpec.Direction;
import dev.loopgate.contracts.ideas.ProgramSpec.Objective;
import dev.loopgate.contracts.ideas.ProgramSpec.Paths;
import dev.loopgate.contracts.ideas.ProgramSpec.Replication;
import dev.loopgate.contracts.ideas.ProgramSpec.Source;
import dev.loopgate.contracts.ideas.ProgramSpec.Stage;
import dev.loopgate.contracts.ideas.ProgramSpec.Transform;
import dev.loopgate.contracts.ideas.ProgramSpec.Tripwires;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.reviews.ClearanceGranted;
import dev.loopgate.contracts.reviews.RegistrationLogged;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.wire.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the feeds what ideas-service and review-service would say about one program. */
final class ScriptedProgram {
  private final FakePeer ideas;
  private final FakePeer reviews;
  final String name;
  final UUID id = UUID.randomUUID();
  UUID generationId = UUID.randomUUID();
  int generation = 1;
  int version = 1;
  String evaluator = "evaluator";
  String trainTimeout = "2m";
  int concurrentRuns = 4;
  BigDecimal cpuHours = null;
  BigDecimal plausibleEffect = null;
  BigDecimal errorRate = new BigDecimal("0.5");
  boolean replicate = false;
  boolean trains = true;
  Tripwires tripwires = null;
  Canaries canaries = null;
  CanaryKind canary = null;
  private int ideaCount;

  ScriptedProgram(FakePeer ideas, FakePeer reviews, String name) {
    this.ideas = ideas;
    this.reviews = reviews;
    this.name = name;
  }

  ScriptedProgram apply() {
    tellRules();
    advance(null, null, null, null);
    return this;
  }

  /** The rules as the fields say now, as people decided. */
  void newVersion() {
    version++;
    tellRules();
  }

  private void tellRules() {
    ProgramSpec spec =
        new ProgramSpec(
            new Objective(
                "accuracy", Direction.MAXIMIZE, BigDecimal.ZERO, Transform.CLIP, plausibleEffect),
            List.of(),
            new Source(".", null, null),
            new Paths(List.of("config.json"), List.of("evaluator/**")),
            stages(),
            new Replication(3, 40, errorRate),
            new Budget(concurrentRuns, cpuHours, null),
            "standard",
            null,
            tripwires,
            canaries);
    ideas.tell(
        ProgramApplied.TYPE,
        id,
        new ProgramApplied(id, name, name, version, spec, "sha256:spec", "ada", Instant.EPOCH));
  }

  private List<Stage> stages() {
    Stage train =
        new Stage(
            "train",
            List.of("java", "Train.java"),
            List.of("model/"),
            List.of(),
            false,
            trainTimeout,
            false);
    Stage evaluate =
        new Stage(
            "evaluate",
            List.of("java", "Evaluate.java"),
            List.of(),
            trains ? List.of("model/") : List.of(),
            true,
            "1m",
            replicate);
    return trains ? List.of(train, evaluate) : List.of(evaluate);
  }

  void nextGeneration(UUID ideaId, String ideaKey) {
    UUID parent = generationId;
    generationId = UUID.randomUUID();
    generation++;
    advance(parent, ideaId, ideaKey, null);
  }

  /** The same files under the newest rules. */
  void nextGenerationByRules() {
    UUID parent = generationId;
    generationId = UUID.randomUUID();
    generation++;
    advance(parent, null, null, name + "-rules-1");
  }

  private void advance(UUID parent, UUID ideaId, String ideaKey, String ruleChange) {
    ideas.tell(
        GenerationAdvanced.TYPE,
        generationId,
        new GenerationAdvanced(
            generationId,
            id,
            name,
            version,
            generation,
            parent,
            "c0ffee",
            name + "/generation-" + generation,
            digest(evaluator),
            workspace("baseline"),
            workspace("evaluator"),
            ideaId,
            ideaKey,
            null,
            null,
            ruleChange,
            null,
            Instant.EPOCH));
  }

  String workspace(String kind) {
    return digest(name + "/" + kind);
  }

  boolean owns(String workspace) {
    return java.util.stream.Stream.of("baseline", "evaluator", "candidate-1", "candidate-2")
        .map(this::workspace)
        .anyMatch(workspace::equals);
  }

  private static String digest(String text) {
    return Json.digest(Json.utf8(text));
  }

  /** An idea's key and id. */
  record Idea(UUID id, String key) {}

  Idea propose() {
    Idea idea = new Idea(UUID.randomUUID(), name + "-" + (ideaCount + 1));
    propose(idea);
    return idea;
  }

  /** Proposes an idea that others have spoken of before. */
  void propose(Idea idea) {
    int number = ++ideaCount;
    ideas.tell(
        IdeaProposed.TYPE,
        idea.id(),
        new IdeaProposed(
            idea.id(),
            idea.key(),
            number,
            id,
            name,
            version,
            generationId,
            generation,
            "title",
            "hypothesis",
            "rate 1 → 2",
            new Provenance(
                "evolve",
                PrincipalKind.AGENT,
                "ada",
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                List.of(),
                List.of()),
            List.of("evolve", "ada"),
            List.of("config.json"),
            2,
            "sha256:patch",
            workspace("candidate-" + number),
            null,
            canary,
            List.of(),
            null,
            Instant.EPOCH));
  }

  void clear(Idea idea) {
    clear(idea, Isolation.PROCESS);
  }

  void clear(Idea idea, Isolation minimum) {
    reviews.tell(
        ClearanceGranted.TYPE,
        idea.id(),
        new ClearanceGranted(
            UUID.randomUUID(),
            idea.id(),
            idea.key(),
            id,
            "standard@1",
            "small",
            minimum,
            Instant.EPOCH));
  }

  void log(String experimentId, String digest) {
    reviews.tell(
        RegistrationLogged.TYPE,
        experimentId,
        new RegistrationLogged(UUID.fromString(experimentId), digest, 0, Instant.EPOCH));
  }

  void close(Idea idea, IdeaClosed.Outcome outcome) {
    ideas.tell(
        IdeaClosed.TYPE,
        idea.id(),
        new IdeaClosed(idea.id(), idea.key(), id, outcome, "because", null, Instant.EPOCH));
  }
}
