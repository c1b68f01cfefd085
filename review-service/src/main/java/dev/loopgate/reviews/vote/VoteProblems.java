package dev.loopgate.reviews.vote;

import dev.loopgate.wire.problem.ProblemType;

/** What can be wrong with a vote. */
public final class VoteProblems {
  static final ProblemType OWN_IDEA =
      new ProblemType("own-idea", 403, "Authors and sponsors do not judge their own ideas");
  static final ProblemType REVIEW_CLOSED =
      new ProblemType("review-closed", 409, "The review takes no more votes");
  static final ProblemType NOT_A_PERSON = new ProblemType("not-a-person", 403, "Only people vote");
  public static final ProblemType NOT_ASKED =
      new ProblemType("not-asked", 403, "The policy asks for people with other roles");
  static final ProblemType RECUSED =
      new ProblemType("recused", 403, "Who declared a conflict of interest has no say here");
  static final ProblemType NO_DELEGATION =
      new ProblemType("no-delegation", 403, "Nobody lent you that voice for this review");
  static final ProblemType ALREADY_VOTED =
      new ProblemType("already-voted", 409, "One person has one voice, own or lent");
  static final ProblemType NOTHING_TO_WITHDRAW =
      new ProblemType("nothing-to-withdraw", 409, "There is no answer to take back");
  static final ProblemType STEP_UP_REQUIRED =
      new ProblemType("step-up-required", 401, "The policy wants a fresher or stronger login");

  private VoteProblems() {}
}
