package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.access.Silences;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.idea.GeneratedIdeas;
import dev.loopgate.ideas.idea.GeneratedIdeas.Written;
import dev.loopgate.ideas.idea.Proposal;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.ProgramStore;
import dev.loopgate.ideas.quarantine.Quarantines;
import dev.loopgate.ideas.stop.Stops;
import dev.loopgate.ideas.turn.Turn;
import dev.loopgate.ideas.turn.Turns;
import dev.loopgate.wire.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes the next idea of the built-in proposer. Idea and count are one transaction, so it never
 * makes more than it was asked for.
 */
@ApplicationScoped
class Generator {
  private static final Logger LOG = Logger.getLogger(Generator.class);
  private static final String MODEL = "evolve/1";
  private static final int MOST_TRIES = 40;

  private final GeneratorStore store;
  private final ProgramStore programs;
  private final GeneratedIdeas ideas;
  private final History history;
  private final GeneratorConfig config;
  private final Quarantines quarantines;
  private final Silences silences;
  private final Stops stops;
  private final Turns turns;

  @Inject
  Generator(
      GeneratorStore store,
      ProgramStore programs,
      GeneratedIdeas ideas,
      History history,
      GeneratorConfig config,
      Quarantines quarantines,
      Silences silences,
      Stops stops,
      Turns turns) {
    this.store = store;
    this.programs = programs;
    this.ideas = ideas;
    this.history = history;
    this.config = config;
    this.quarantines = quarantines;
    this.silences = silences;
    this.stops = stops;
    this.turns = turns;
  }

  /** Makes one idea of a program if one is due; false when there is nothing to do now. */
  boolean proposeNext(UUID programId) {
    String name = programs.find(programId).orElseThrow().name();
    try (Turn turn = turns.take(name)) {
      Program program = programs.find(programId).orElseThrow();
      Optional<GeneratorRequest> request = store.next(programId);
      return request.isPresent() && !isHeld(program) && propose(program, request.get(), turn);
    }
  }

  private boolean isHeld(Program program) {
    return quarantines.isInForce(principal(program))
        || silences.isSilenced(principal(program))
        || stops.isStopped(program.id())
        || store.undecided(program.id()) >= config.mostUndecided();
  }

  private boolean propose(Program program, GeneratorRequest request, Turn turn) {
    Optional<Written> written = write(program, request);
    if (written.isPresent()) {
      return record(program, request, written.get(), turn);
    }
    LOG.warnf(
        "The generator of %s finds nothing new; it made %d of %d ideas.",
        program.name(), request.proposed(), request.asked());
    store.exhaust(request.id());
    return true;
  }

  private boolean record(Program program, GeneratorRequest request, Written written, Turn turn) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          programs.lock(program.id());
          turn.requireHeld();
          if (isHeld(program) || !store.tryCount(request.id())) {
            return false;
          }
          written.record();
          return true;
        });
  }

  private Optional<Written> write(Program program, GeneratorRequest request) {
    ProgramSpec.Generator generator = program.spec().generator();
    if (generator == null) {
      return Optional.empty();
    }
    try {
      return write(program, generator, request);
    } catch (ProblemException | IOException e) {
      LOG.warnf("The generator of %s cannot work: %s", program.name(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Written> write(
      Program program, ProgramSpec.Generator generator, GeneratorRequest request)
      throws IOException {
    ConfigDocument baseline = history.baseline(program, generator.file());
    Map<String, JsonNode> current = new TreeMap<>();
    for (String name : generator.parameters().keySet()) {
      baseline.value(name).ifPresent(value -> current.put(name, value));
    }
    Map<String, ProgramSpec.Parameter> present =
        generator.parameters().entrySet().stream()
            .filter(parameter -> current.containsKey(parameter.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (present.isEmpty()) {
      return Optional.empty();
    }
    long seed = generator.seed() == null ? 1 : generator.seed();
    List<Past> past = history.of(program, generator);
    for (Mutation mutation : new Evolve(present, current, past, seed).proposals(MOST_TRIES)) {
      Proposal proposal = proposal(program, request, mutation, current, seed, past.size());
      Map<String, String> files = Map.of(generator.file(), baseline.with(mutation.changes()));
      Optional<Written> written = ideas.writeIfNew(program, proposal, new TreeMap<>(files));
      if (written.isPresent()) {
        return written;
      }
    }
    return Optional.empty();
  }

  private static Proposal proposal(
      Program program,
      GeneratorRequest request,
      Mutation mutation,
      Map<String, JsonNode> current,
      long seed,
      int historySize) {
    String title =
        new TreeMap<>(mutation.changes())
            .entrySet().stream()
                .filter(change -> current.containsKey(change.getKey()))
                .map(change ->
                    "%s %s → %s"
                        .formatted(
                            change.getKey(),
                            Optional.ofNullable(current.get(change.getKey()))
                                .map(Values::text)
                                .orElse(""),
                            Values.text(change.getValue())))
                .collect(Collectors.joining(", "));
    String hypothesis =
        "%s The new value may improve %s."
            .formatted(mutation.why(), program.spec().objective().metric());
    return new Proposal(
        title.length() <= 200 ? title : title.substring(0, 199) + "…",
        hypothesis,
        provenance(program, request, mutation, seed, historySize),
        null,
        MODEL);
  }

  private static String principal(Program program) {
    return "evolve@" + program.name();
  }

  private static Provenance provenance(
      Program program, GeneratorRequest request, Mutation mutation, long seed, int historySize) {
    return new Provenance(
        principal(program),
        PrincipalKind.AGENT,
        request.sponsor(),
        MODEL,
        "loopgate",
        null,
        Map.of(
            "seed",
            Long.toString(seed),
            "history",
            Integer.toString(historySize),
            "operator",
            mutation.how()),
        null,
        null,
        null,
        List.of(),
        mutation.parents());
  }
}
