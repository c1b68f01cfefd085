package dev.loopgate.reviews.vote;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a {@link StepUpRequired} with its challenge, whatever it was that demanded it. */
public class TellStepUp {
  @ServerExceptionMapper
  public Response stepUp(StepUpRequired required) {
    return required.response();
  }
}
