package dev.loopgate.ideas.idea;

import dev.loopgate.contracts.ideas.IdeaClosed.Outcome;

/** Where an idea stands: open, or how it ended. */
public enum IdeaStatus {
  OPEN,
  ADOPTED,
  REJECTED,
  NOT_IMPROVED,
  SUPERSEDED;

  static IdeaStatus of(Outcome outcome) {
    return switch (outcome) {
      case ADOPTED -> ADOPTED;
      case REJECTED -> REJECTED;
      case NOT_IMPROVED -> NOT_IMPROVED;
      case SUPERSEDED -> SUPERSEDED;
    };
  }
}
