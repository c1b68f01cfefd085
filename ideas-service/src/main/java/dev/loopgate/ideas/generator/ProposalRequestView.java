package dev.loopgate.ideas.generator;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to the built-in generator.
 *
 * @param asked ideas that were asked for
 * @param proposed ideas that were made so far
 * @param sponsor the person who counts as author of all of them
 */
@Schema(name = "ProposalRequest")
public record ProposalRequestView(
    @Schema(required = true) UUID id,
    @Schema(required = true) String program,
    @Schema(required = true) int asked,
    @Schema(required = true) int proposed,
    @Schema(required = true) State state,
    @Schema(required = true) String sponsor,
    @Schema(required = true) Instant requestedAt) {

  /** How far it is. */
  @Schema(name = "ProposalRequestState")
  public enum State {
    OPEN,
    DONE,
    /** The generator found nothing new. */
    EXHAUSTED
  }

  static ProposalRequestView from(String program, GeneratorRequest request) {
    return new ProposalRequestView(
        request.id(),
        program,
        request.asked(),
        request.proposed(),
        state(request),
        request.sponsor(),
        request.requestedAt());
  }

  private static State state(GeneratorRequest request) {
    if (request.proposed() >= request.asked()) {
      return State.DONE;
    }
    return request.exhausted() ? State.EXHAUSTED : State.OPEN;
  }
}
