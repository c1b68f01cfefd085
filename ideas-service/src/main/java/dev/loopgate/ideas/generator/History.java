package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.generation.GenerationStore;
import dev.loopgate.ideas.idea.GeneratedIdeas;
import dev.loopgate.ideas.idea.Idea;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads out of git what all earlier ideas, by whomever, did to the declared values. */
@ApplicationScoped
class History {
  private static final int NEWEST = 300;

  private final GeneratedIdeas ideas;
  private final GenerationStore generations;
  private final Repositories repositories;

  @Inject
  History(GeneratedIdeas ideas, GenerationStore generations, Repositories repositories) {
    this.ideas = ideas;
    this.generations = generations;
    this.repositories = repositories;
  }

  /** The generator's file in the current baseline. */
  ConfigDocument baseline(Program program, String file) throws IOException {
    Generation current = generations.find(program.currentGenerationId()).orElseThrow();
    try (ProgramRepository repository = repositories.open(program.name())) {
      return new ConfigDocument(text(repository, current.commit(), file).orElse("{}"));
    }
  }

  List<Past> of(Program program, ProgramSpec.Generator generator) {
    try (ProgramRepository repository = repositories.open(program.name())) {
      Map<UUID, Map<String, JsonNode>> baselines = new HashMap<>();
      List<Past> history = new ArrayList<>();
      for (Idea idea : ideas.newest(program.id(), NEWEST)) {
        Map<String, JsonNode> before =
            baselines.computeIfAbsent(
                idea.generationId(),
                id -> values(repository, generations.find(id).orElseThrow().commit(), generator));
        Map<String, JsonNode> after = values(repository, idea.commit(), generator);
        history.add(new Past(idea.key(), before, after, effect(idea.verdict()), promising(idea)));
      }
      return history;
    }
  }

  private static @Nullable Double effect(@Nullable Verdict verdict) {
    return verdict == null ? null : verdict.effect();
  }

  private static boolean promising(Idea idea) {
    Verdict verdict = idea.verdict();
    if (verdict == null || verdict.effect() == null) {
      return false;
    }
    return switch (verdict.outcome()) {
      case IMPROVED -> true;
      case NOT_SHOWN -> verdict.effect() > 0;
      case REGRESSED, GUARD_BROKEN, INVALID -> false;
    };
  }

  private static Map<String, JsonNode> values(
      ProgramRepository repository, String commit, ProgramSpec.Generator generator) {
    Map<String, JsonNode> values = new HashMap<>();
    try {
      ConfigDocument document =
          new ConfigDocument(text(repository, commit, generator.file()).orElse("{}"));
      for (String name : generator.parameters().keySet()) {
        document.value(name).ifPresent(value -> values.put(name, value));
      }
    } catch (IOException e) {
      values.clear();
    }
    return values;
  }

  private static Optional<String> text(ProgramRepository repository, String commit, String file) {
    return repository.read(commit, file).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
