package dev.loopgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings a policy file to review-service, whose faults then carry the file's own name. */
final class PolicyUpload {
  /** What the service calls the file, because it does not know better. */
  private static final String THEIR_NAME = "policy.yaml:";

  private final PeerClient reviews;

  PolicyUpload(PeerClient reviews) {
    this.reviews = reviews;
  }

  JsonNode send(Address address, Path file) throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new Refusal("there is no policy file " + file, null);
    }
    try {
      return reviews.postText(
          address.toString(), Files.readString(file), "application/yaml", JsonNode.class);
    } catch (ProblemException e) {
      throw new ProblemException(named(e.problem(), file));
    }
  }

  private static Problem named(Problem problem, Path file) {
    return new Problem(
        problem.type(),
        problem.title(),
        problem.status(),
        problem.detail(),
        problem.errors() == null
            ? null
            : problem.errors().stream().map(fault -> named(fault, file)).toList());
  }

  private static Problem.Fault named(Problem.Fault fault, Path file) {
    return fault.pointer().startsWith(THEIR_NAME)
        ? new Problem.Fault(
            file + ":" + fault.pointer().substring(THEIR_NAME.length()), fault.detail())
        : fault;
  }
}
