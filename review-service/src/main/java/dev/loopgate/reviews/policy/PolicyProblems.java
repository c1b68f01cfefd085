package dev.loopgate.reviews.policy;

import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import java.util.List;

/** What can be wrong with a policy that somebody sends. */
final class PolicyProblems {
  static final ProblemType BROKEN_POLICY =
      new ProblemType(
          "broken-policy", 422, "The policy does not say what it must, or no type fits");

  private PolicyProblems() {}

  static ProblemException broken(List<Faults.Fault> faults, Positions positions) {
    return new ProblemException(
        BROKEN_POLICY,
        "The policy has %d faults and is not in force. Correct them and send it again."
            .formatted(faults.size()),
        faults.stream().map(fault -> shown(fault, positions)).toList());
  }

  private static Problem.Fault shown(Faults.Fault fault, Positions positions) {
    Position position = positions.of(fault.pointer(), fault.line(), fault.column());
    return new Problem.Fault(position.in(ReadPolicyFile.NAME), fault.words());
  }
}
