package dev.loopgate.ideas.generator;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Takes requests for ideas: from people, and from program files that name a number. */
@ApplicationScoped
class AskGenerator {
  private static final String BY_FILE = "FILE";
  private static final String BY_PERSON = "PERSON";
  private static final ProblemType NO_GENERATOR =
      new ProblemType("no-generator", 409, "The program declares no generator");

  private final GeneratorStore store;
  private final Clock clock;
  private final Ids ids;

  @Inject
  AskGenerator(GeneratorStore store, Clock clock, Ids ids) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  @Transactional
  GeneratorRequest ask(Program program, int count, String sponsor) {
    if (program.spec().generator() == null) {
      throw new ProblemException(
          NO_GENERATOR,
          "Program %s has no generator. Add spec.generator to its file and apply it again."
              .formatted(program.name()));
    }
    return insert(program.id(), count, sponsor, BY_PERSON);
  }

  /** Runs in the transaction that applies the program. */
  void onApplied(@Observes ProgramApplied applied) {
    int wanted =
        Optional.ofNullable(applied.spec().generator())
            .map(generator -> Optional.ofNullable(generator.ideas()).orElse(0))
            .orElse(0);
    int missing = wanted - store.asked(applied.programId(), BY_FILE);
    if (missing > 0) {
      insert(applied.programId(), missing, applied.appliedBy(), BY_FILE);
    }
  }

  private GeneratorRequest insert(UUID programId, int count, String sponsor, String origin) {
    GeneratorRequest request =
        new GeneratorRequest(
            ids.next(),
            programId,
            count,
            0,
            sponsor,
            false,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    store.insert(request, origin);
    return request;
  }
}
