package dev.loopgate.reviews.breakglass;

import dev.loopgate.wire.problem.ProblemType;

/** What can be wrong with breaking the glass. */
final class GlassProblems {
  static final ProblemType NO_BREAK_GLASS =
      new ProblemType("no-break-glass", 409, "The policy has no break-glass");
  static final ProblemType SECOND_PERSON_NEEDED =
      new ProblemType("second-person-needed", 409, "The next call must come from somebody else");
  static final ProblemType POST_REVIEW_OVERDUE =
      new ProblemType(
          "post-review-overdue", 409, "An earlier break-glass was not reviewed in time");
  static final ProblemType OWN_BREAK_GLASS =
      new ProblemType("own-break-glass", 403, "Who broke the glass does not review that");
  static final ProblemType NOTHING_TO_REVIEW =
      new ProblemType("nothing-to-review", 409, "No break-glass waits for a review");

  private GlassProblems() {}
}
