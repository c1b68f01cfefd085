package dev.loopgate.experiments.run;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.feed.LogContact;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Heartbeat;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.contracts.work.LeaseRequest;
import dev.loopgate.contracts.work.MetricPoint;
import dev.loopgate.experiments.artifact.AttemptLogs;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where workers take attempts and report about them. */
@Path("/api/v1/attempts")
@Tag(name = "attempts")
public class AttemptResource {
  private static final String RUN_TOKEN = "Run-Token";
  private static final int LONGEST_WAIT = 30;
  private static final int MOST_LOG_BYTES = 11 * 1024 * 1024;

  private final RunQueue queue;
  private final Attempts attempts;
  private final AttemptStore store;
  private final AttemptLogs logs;
  private final LogContact log;
  private final CurrentPrincipal current;
  private final Sight sight;

  @Inject
  AttemptResource(
      RunQueue queue,
      Attempts attempts,
      AttemptStore store,
      AttemptLogs logs,
      LogContact log,
      CurrentPrincipal current,
      Sight sight) {
    this.log = log;
    this.queue = queue;
    this.attempts = attempts;
    this.store = store;
    this.logs = logs;
    this.current = current;
    this.sight = sight;
  }

  @POST
  @Path("/lease")
  @RunOnVirtualThread
  @Operation(
      operationId = "leaseAttempt",
      summary = "Takes one attempt, waiting for it if asked to")
  @APIResponse(
      responseCode = "200",
      description = "The lease",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Lease.class)))
  @APIResponse(responseCode = "204", description = "There is nothing to do")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public Response lease(@NotNull LeaseRequest request) throws InterruptedException {
    check(request);
    log.require();
    return queue
        .lease(request)
        .map(lease -> Response.ok(lease).build())
        .orElseGet(() -> Response.noContent().build());
  }

  @SuppressWarnings("ConstantValue") // JSON can leave out what the record promises.
  private static void check(LeaseRequest request) {
    if (request.worker() == null || request.worker().indexOf('\0') >= 0) {
      throw ProblemException.invalid("/worker", "Name the worker that asks.");
    }
    if (request.waitSeconds() < 0 || request.waitSeconds() > LONGEST_WAIT) {
      throw ProblemException.invalid("/waitSeconds", "A request waits 0 to 30 seconds.");
    }
  }

  @POST
  @Path("/{id}/heartbeat")
  @RunOnVirtualThread
  @Operation(operationId = "heartbeat", summary = "Keeps a lease alive")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public Heartbeat heartbeat(
      @PathParam("id") UUID id, @HeaderParam(RUN_TOKEN) @Nullable String token) {
    return attempts.heartbeat(id, token);
  }

  @POST
  @Path("/{id}/log")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @RunOnVirtualThread
  @Operation(
      operationId = "appendLog",
      summary = "Writes a chunk of output at its offset; repeating it is harmless")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public LogSize appendLog(
      @PathParam("id") UUID id,
      @HeaderParam(RUN_TOKEN) @Nullable String token,
      @QueryParam("offset") @DefaultValue("0") long offset,
      InputStream chunk)
      throws IOException {
    attempts.leased(id, token);
    return new LogSize(logs.write(id, offset, chunk.readNBytes(MOST_LOG_BYTES)));
  }

  /**
   * How much of a log is kept.
   *
   * @param bytes the offset of the next chunk
   */
  public record LogSize(long bytes) {}

  @GET
  @Path("/{id}/log")
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  @Operation(
      operationId = "getLog",
      summary = "What an attempt printed; agents see that of untrusted stages only")
  @APIResponse(
      responseCode = "200",
      description = "The output",
      content = @Content(schema = @Schema(implementation = String.class)))
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Response log(@PathParam("id") UUID id) {
    Attempt attempt = store.find(id).orElseThrow(() -> ProblemException.notFound("attempt", id));
    sight.requireShown(attempt.runId());
    if (attempt.trusted() && current.get().kind() == PrincipalKind.AGENT) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Agents do not see what the evaluator prints.");
    }
    return logs.find(id)
        .map(file -> Response.ok(file.toFile(), MediaType.TEXT_PLAIN).build())
        .orElseGet(() -> Response.ok("", MediaType.TEXT_PLAIN).build());
  }

  @POST
  @Path("/{id}/metrics")
  @RunOnVirtualThread
  @Operation(
      operationId = "logMetrics",
      summary = "Logs numbers while the stage runs; the completion replaces them")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public void logMetrics(
      @PathParam("id") UUID id,
      @HeaderParam(RUN_TOKEN) @Nullable String token,
      @NotNull List<@Nullable MetricPoint> points) {
    attempts.log(id, token, points);
  }

  @POST
  @Path("/{id}/completion")
  @RunOnVirtualThread
  @Operation(
      operationId = "completeAttempt",
      summary = "Ends an attempt; repeating the same report changes nothing")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public void complete(
      @PathParam("id") UUID id,
      @HeaderParam(RUN_TOKEN) @Nullable String token,
      @NotNull Completion completion) {
    attempts.complete(id, token, completion);
  }
}
