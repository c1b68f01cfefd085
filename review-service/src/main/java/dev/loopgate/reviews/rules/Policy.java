package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Verdict;
import java.util.List;

/**
 * One immutable version of the terms under which ideas may run and may become the baseline.
 *
 * @param version counts from 1
 * @param description the terms in words, for the people who vote
 */
public record Policy(
    String name,
    int version,
    String title,
    String description,
    Clearance clearance,
    Adoption adoption) {
  public Policy {
    if (!name.matches("[a-z][a-z0-9-]{0,62}") || version < 1) {
      throw new IllegalArgumentException("policy " + name + "@" + version + " has no proper name");
    }
  }

  /** Name and version, for example {@code standard@1}. */
  public String ref() {
    return name + "@" + version;
  }

  /** What a veto does. */
  public enum Veto {
    /** Seals a rejection at once. */
    REJECTS,
    /** Keeps the review open until its holder withdraws it. */
    BLOCKS
  }

  /**
   * Terms for running at all.
   *
   * @param rule the name of the rule that clears small changes
   * @param maximumChangedLines the largest change that the rule clears
   * @param minimumIsolation the weakest sandbox that its runs may use
   * @param approvals people needed for what the rule does not clear, at least 1
   */
  public record Clearance(
      String rule, int maximumChangedLines, Isolation minimumIsolation, int approvals, Veto veto) {
    public Clearance {
      requireAtLeastOne(approvals);
    }
  }

  /**
   * Terms for becoming the baseline.
   *
   * @param verdicts the outcomes that may be adopted
   * @param minimumIsolation the weakest sandbox that any attempt may have run in
   * @param approvals people needed, at least 1
   */
  public record Adoption(
      List<Verdict.Outcome> verdicts, Isolation minimumIsolation, int approvals, Veto veto) {
    public Adoption {
      verdicts = List.copyOf(verdicts);
      requireAtLeastOne(approvals);
    }
  }

  private static void requireAtLeastOne(int approvals) {
    if (approvals < 1) {
      throw new IllegalArgumentException("a policy without approvals would let nobody decide");
    }
  }
}
