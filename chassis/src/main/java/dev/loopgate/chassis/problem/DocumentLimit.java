package dev.loopgate.chassis.problem;

import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Keeps documents small that a service reads into memory. Files are streamed and have limits of
 * their own, so everything but a known stream counts as a document.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class DocumentLimit implements ContainerRequestFilter {
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    if (isStream(request.getMediaType())) {
      return;
    }
    if ("chunked".equalsIgnoreCase(request.getHeaderString("Transfer-Encoding"))) {
      throw new ProblemException(
          ProblemType.LENGTH_REQUIRED, "Send the document with a Content-Length.");
    }
    if (request.getLength() > MOST_BYTES) {
      throw new ProblemException(
          ProblemType.TOO_LARGE,
          "The document has %d bytes; %d are allowed.".formatted(request.getLength(), MOST_BYTES));
    }
  }

  private static boolean isStream(@Nullable MediaType type) {
    return type != null
        && (type.isCompatible(MediaType.APPLICATION_OCTET_STREAM_TYPE)
            || "gzip".equals(type.getSubtype()));
  }
}
