package dev.loopgate.ideas.rollback;

import dev.loopgate.ideas.generation.Generation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose work is in the files of a generation. A generation has what the one before it had, and its
 * own idea; a rollback has what the generation had to which it went back, so that going back past a
 * rollback brings in again what people had taken out.
 */
final class LivingIdeas {
  private final Map<Integer, List<Generation>> byNumber = new HashMap<>();

  /**
   * Follows the generations of a program.
   *
   * @param generations all of them, oldest first
   */
  LivingIdeas(List<Generation> generations) {
    for (Generation generation : generations) {
      Integer back = generation.rollsBackTo();
      List<Generation> living = new ArrayList<>(in(back == null ? generation.number() - 1 : back));
      if (generation.ideaId() != null) {
        living.add(generation);
      }
      byNumber.put(generation.number(), living);
    }
  }

  /** The generations whose ideas are in the files of one, oldest first. */
  private List<Generation> in(int number) {
    return byNumber.getOrDefault(number, List.of());
  }

  /**
   * The generations whose ideas are in the files of the first and not of the second, newest first.
   */
  List<Generation> onlyIn(int first, int second) {
    List<Generation> only = new ArrayList<>(in(first));
    only.removeAll(in(second));
    return only.reversed();
  }
}
