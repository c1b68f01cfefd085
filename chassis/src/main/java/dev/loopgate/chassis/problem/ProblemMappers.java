package dev.loopgate.chassis.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.loopgate.chassis.sql.SqlState;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that can go wrong into a problem document; nothing leaves as a bare status. */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final TokenRefusals tokens;

  @Inject
  ProblemMappers(TokenRefusals tokens) {
    this.tokens = tokens;
  }

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return answer(e.problem());
  }

  @ServerExceptionMapper
  public Response violations(ConstraintViolationException e) {
    List<Problem.Fault> faults =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.Fault(pointer(v.getPropertyPath()), v.getMessage()))
            .sorted(java.util.Comparator.comparing(Problem.Fault::pointer))
            .toList();
    String detail =
        "Correct these values and send the request again: "
            + String.join("; ", faults.stream().map(f -> f.pointer() + " " + f.detail()).toList());
    return answer(Problem.of(ProblemType.INVALID, detail, faults));
  }

  /** Names the mismatch too, because the framework has a mapper of its own for it. */
  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  public Response json(JsonProcessingException e) {
    String where = e instanceof JsonMappingException mapping ? path(mapping) : "";
    String line =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String detail =
        "The body is not the JSON that this address takes%s: %s"
            .formatted(line, e.getOriginalMessage());
    return answer(
        Problem.of(
            ProblemType.MALFORMED,
            detail,
            List.of(new Problem.Fault(where, e.getOriginalMessage()))));
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(SecurityException e) {
    tokens.count(e);
    return unauthenticated();
  }

  @ServerExceptionMapper(ForbiddenException.class)
  public Response forbidden(ForbiddenException e) {
    return answer(Problem.of(ProblemType.FORBIDDEN, "This token may not call this address."));
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return json(json);
    }
    int status = e.getResponse().getStatus();
    if (status == 404 && e.getCause() != null) {
      return answer(
          Problem.of(
              ProblemType.INVALID,
              "A parameter of this address has the wrong type: " + e.getCause().getMessage()));
    }
    return switch (status) {
      case 401 -> unauthenticated();
      case 403 ->
          answer(Problem.of(ProblemType.FORBIDDEN, "This token may not call this address."));
      case 404 ->
          answer(
              Problem.of(
                  ProblemType.NOT_FOUND,
                  "Nothing is at this address. See /q/openapi for what there is."));
      case 405 ->
          answer(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "See /q/openapi for what there is."));
      case 413 ->
          answer(
              Problem.of(
                  ProblemType.TOO_LARGE,
                  "Send less: the service's limit is in its configuration."));
      case 415 ->
          answer(
              Problem.of(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "Set Content-Type to what /q/openapi lists for this address."));
      default -> other(e, status);
    };
  }

  private Response other(WebApplicationException e, int status) {
    if (status < 400) {
      return e.getResponse();
    }
    if (status < 500) {
      String detail =
          e.getMessage() == null ? "See /q/openapi for what this address takes." : e.getMessage();
      return answer(
          Problem.of(
              new ProblemType("malformed-request", status, "The request cannot be read"), detail));
    }
    return unexpected(e);
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    if (SqlState.of(e).anyMatch(SqlState::saysUnavailable)) {
      LOG.warnf("The database does not answer: %s", e.getMessage());
      return Response.fromResponse(
              answer(
                  Problem.of(
                      ProblemType.UNAVAILABLE,
                      "The database does not answer; nothing was changed. Try again in a few seconds.")))
          .header("Retry-After", "2")
          .build();
    }
    if (e instanceof IllegalArgumentException && isAboutMediaType(e)) {
      return answer(
          Problem.of(ProblemType.MALFORMED, "A header names no media type: " + e.getMessage()));
    }
    if (isCallerGone(e)) {
      LOG.debug("A request broke off", e);
      return answer(Problem.of(ProblemType.MALFORMED, "The request broke off. Send it again."));
    }
    LOG.error("A request failed unexpectedly", e);
    return answer(
        Problem.of(
            ProblemType.INTERNAL,
            "Nothing was changed. The service's log has the cause; try again or tell the operator."));
  }

  private static boolean isCallerGone(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(HttpClosedException.class::isInstance);
  }

  private static boolean isAboutMediaType(Throwable e) {
    return e.getMessage() != null && e.getMessage().contains("media type");
  }

  private static Response unauthenticated() {
    return Response.fromResponse(
            answer(
                Problem.of(
                    ProblemType.UNAUTHENTICATED,
                    "Send a valid token as 'Authorization: Bearer …'; it may be missing, expired,"
                        + " or made for another audience or by another issuer.")))
        .header("WWW-Authenticate", "Bearer")
        .build();
  }

  private static Response answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }

  /** The path starts with the method; a body's fields come after the name of its parameter. */
  private static String pointer(jakarta.validation.Path path) {
    List<String> nodes =
        StreamSupport.stream(path.spliterator(), false).map(Object::toString).toList();
    return nodes.size() <= 2
        ? nodes.getLast()
        : "/" + String.join("/", nodes.subList(2, nodes.size()));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> "/" + (r.getFieldName() == null ? r.getIndex() : r.getFieldName()))
        .reduce("", String::concat);
  }
}
