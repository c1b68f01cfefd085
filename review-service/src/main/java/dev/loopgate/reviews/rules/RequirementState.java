package dev.loopgate.reviews.rules;

/**
 * How a requirement stands. Override and bypass are states of their own, because an auditor must
 * see that something was waived; what cannot be judged is an error and never counts as met.
 */
public enum RequirementState {
  SATISFIED,
  UNSATISFIED,
  NOT_APPLICABLE,
  OVERRIDDEN,
  BYPASSED,
  ERROR;

  boolean isMet() {
    return switch (this) {
      case SATISFIED, NOT_APPLICABLE, OVERRIDDEN, BYPASSED -> true;
      case UNSATISFIED, ERROR -> false;
    };
  }
}
