package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.workspace.Change;
import dev.loopgate.ideas.workspace.ChangeRules;
import dev.loopgate.ideas.workspace.Patches;
import dev.loopgate.ideas.workspace.ProgramRepository;
import dev.loopgate.ideas.workspace.Repositories;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays what somebody sent onto a generation, or refuses it with the reason. */
@ApplicationScoped
class Screen {
  private final Repositories repositories;

  @Inject
  Screen(Repositories repositories) {
    this.repositories = repositories;
  }

  /** The change, which comes either as a patch or as whole files. */
  Change change(
      Program program,
      Generation generation,
      @Nullable String patch,
      @Nullable Map<String, @Nullable String> files) {
    try (ProgramRepository repository = repositories.open(program.name())) {
      Patches patches =
          new Patches(repository, generation.commit(), ChangeRules.of(program.spec().paths()));
      if (patch != null && files == null) {
        return patches.ofPatch(patch);
      }
      if (files != null && patch == null) {
        return patches.ofFiles(files);
      }
      throw ProblemException.invalid("/patch", "Send either patch or files.");
    }
  }
}
