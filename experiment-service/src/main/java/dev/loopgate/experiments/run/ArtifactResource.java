package dev.loopgate.experiments.run;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.experiments.artifact.ArtifactStore;
import dev.loopgate.experiments.artifact.Digests;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files that stages declared, by the digest of their bytes. Only a lease lets anybody write. */
@Path("/api/v1/artifacts/{digest}")
@Tag(name = "artifacts")
public class ArtifactResource {
  private final ArtifactStore files;
  private final Attempts attempts;
  private final AttemptStore store;
  private final CurrentPrincipal current;
  private final Sight sight;

  @Inject
  ArtifactResource(
      ArtifactStore files,
      Attempts attempts,
      AttemptStore store,
      CurrentPrincipal current,
      Sight sight) {
    this.files = files;
    this.attempts = attempts;
    this.store = store;
    this.current = current;
    this.sight = sight;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @RunOnVirtualThread
  @Operation(operationId = "putArtifact", summary = "Keeps a file under the digest of its bytes")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public Kept put(
      @PathParam("digest") String digest,
      @QueryParam("attempt") @Nullable UUID attempt,
      @HeaderParam("Run-Token") @Nullable String token,
      InputStream bytes) {
    if (attempt == null) {
      throw ProblemException.invalid("attempt", "Say with ?attempt= which attempt made the file.");
    }
    attempts.leased(attempt, token);
    return new Kept(digest, files.keep(Digests.require("digest", digest), bytes));
  }

  /**
   * What was kept.
   *
   * @param size in bytes
   */
  public record Kept(String digest, long size) {}

  @GET
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RunOnVirtualThread
  @Operation(
      operationId = "getArtifact",
      summary = "The bytes of a file; agents see what untrusted stages made only")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER, Role.PEER})
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.REVIEWER, Role.AUDITOR, Role.ADMIN})
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  public Response get(@PathParam("digest") String digest) {
    java.nio.file.Path file =
        files.find(Digests.require("digest", digest)).orElseThrow(() -> unknown(digest));
    if (current.get().kind() == PrincipalKind.AGENT) {
      requireShownToAgents(digest);
    }
    return Response.ok(file.toFile(), MediaType.APPLICATION_OCTET_STREAM).build();
  }

  /** Also that there are such bytes is hidden: who can guess them would know how a pair goes. */
  private void requireShownToAgents(String digest) {
    boolean isOnlyTrusted =
        store.isOnlyTrustedOutput(digest, sight.shown()).orElseThrow(() -> unknown(digest));
    if (isOnlyTrusted) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Agents do not see what the evaluator made.");
    }
  }

  private ProblemException unknown(String digest) {
    return switch (sight.shown()) {
      case ALL -> ProblemException.notFound("artifact", digest);
      case WHOLE_PAIRS ->
          ProblemException.notFound(
              "artifact", digest + " of a pair that has ended; agents see what those made only");
    };
  }
}
