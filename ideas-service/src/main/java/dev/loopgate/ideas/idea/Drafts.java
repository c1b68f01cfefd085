package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.program.Program;

/**
 * Counts on from the ideas that are recorded, so that the keys of several can be in git before any
 * of them is. Whoever has the turn of the program is the only one who counts.
 */
final class Drafts {
  private final Program program;
  private final Generation generation;
  private int lastNumber;
  private int sinceNoChange;

  Drafts(Program program, Generation generation, int sinceNoChange) {
    this.program = program;
    this.generation = generation;
    this.lastNumber = program.lastIdeaNumber();
    this.sinceNoChange = sinceNoChange;
  }

  Program program() {
    return program;
  }

  Generation generation() {
    return generation;
  }

  int nextNumber() {
    return lastNumber + 1;
  }

  /** The draft, which has the next number from now on. */
  Idea add(Idea draft) {
    lastNumber = draft.number;
    sinceNoChange = draft.canary == CanaryKind.NO_CHANGE ? 0 : sinceNoChange + 1;
    return draft;
  }

  boolean isNoChangeDue() {
    return NoChange.isDue(program.spec().canaries(), sinceNoChange);
  }
}
