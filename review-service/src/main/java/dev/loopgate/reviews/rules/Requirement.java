package dev.loopgate.reviews.rules;

/**
 * One thing that a review needs, and how it stands.
 *
 * @param name stable, for example {@code approval}
 * @param detail in words, for people
 */
public record Requirement(String name, RequirementState state, String detail) {
  static Requirement satisfied(String name, String detail) {
    return new Requirement(name, RequirementState.SATISFIED, detail);
  }

  static Requirement unsatisfied(String name, String detail) {
    return new Requirement(name, RequirementState.UNSATISFIED, detail);
  }

  static Requirement notApplicable(String name, String detail) {
    return new Requirement(name, RequirementState.NOT_APPLICABLE, detail);
  }

  static Requirement error(String name, String detail) {
    return new Requirement(name, RequirementState.ERROR, detail);
  }

  /** Satisfied or unsatisfied, with the same words. */
  static Requirement when(boolean met, String name, String detail) {
    return met ? satisfied(name, detail) : unsatisfied(name, detail);
  }
}
