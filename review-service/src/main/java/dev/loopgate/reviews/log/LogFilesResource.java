package dev.loopgate.reviews.log;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.PublicWhen;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.wire.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log as C2SP tlog-tiles describes it, for verifiers that nobody here wrote. */
@Path("/log")
@Tag(name = "log")
@Allow(
    kind = PrincipalKind.HUMAN,
    roles = {Role.AUDITOR, Role.OPERATOR, Role.ADMIN, Role.REVIEWER, Role.SAFETY, Role.RESEARCHER})
@Allow(kind = PrincipalKind.SERVICE, roles = Role.PEER)
public class LogFilesResource {
  static final String TEXT = "text/plain;charset=utf-8";
  private static final String PUBLIC = "loopgate.log.public";
  private static final String CHANGES_SOON = "private, max-age=1";
  private static final String NEVER_CHANGES = "private, max-age=31536000, immutable";

  private final StoredTiles tiles;
  private final CheckpointStore checkpoints;
  private final Proofs proofs;

  @Inject
  LogFilesResource(StoredTiles tiles, CheckpointStore checkpoints, Proofs proofs) {
    this.tiles = tiles;
    this.checkpoints = checkpoints;
    this.proofs = proofs;
  }

  @GET
  @PublicWhen(PUBLIC)
  @Path("/checkpoint")
  @Produces(TEXT)
  @RunOnVirtualThread
  @Operation(
      operationId = "getLogCheckpoint",
      summary = "The newest checkpoint: origin, size and root, signed (tlog-checkpoint)")
  @APIResponse(
      responseCode = "200",
      description = "A signed note",
      content = @Content(mediaType = TEXT, schema = @Schema(type = SchemaType.STRING)))
  public Response checkpoint() {
    SignedNote note =
        checkpoints
            .newest()
            .orElseThrow(() -> ProblemException.notFound("checkpoint", "of this log yet"));
    return Response.ok(note.toString(), TEXT)
        .header(HttpHeaders.CACHE_CONTROL, CHANGES_SOON)
        .build();
  }

  @GET
  @PublicWhen(PUBLIC)
  @Path("/tile/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RunOnVirtualThread
  @Operation(
      operationId = "getLogTile",
      summary = "A tile, or a bundle of entries (tlog-tiles)",
      description =
          "path is {level}/{number} or entries/{number}, and .p/{width} for a partial one; the number in groups of three digits, for example x001/x234/067.")
  @APIResponse(
      responseCode = "200",
      description = "Up to 256 hashes, or up to 256 entries each behind its length",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response tile(@PathParam("path") String path) {
    byte[] bytes =
        parse(path).flatMap(tiles::read).orElseThrow(() -> ProblemException.notFound("tile", path));
    return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.CACHE_CONTROL, NEVER_CHANGES)
        .build();
  }

  private static Optional<TilePath> parse(String path) {
    try {
      return Optional.of(TilePath.parse("tile/" + path));
    } catch (TlogException e) {
      return Optional.empty();
    }
  }

  @GET
  @PublicWhen(PUBLIC)
  @Path("/proof")
  @Produces(TEXT)
  @RunOnVirtualThread
  @Operation(
      operationId = "getLogProof",
      summary = "The proof that an entry is in the log, to be checked offline (tlog-proof)")
  @APIResponse(
      responseCode = "200",
      description = "Index, hashes and the signed checkpoint",
      content = @Content(mediaType = TEXT, schema = @Schema(type = SchemaType.STRING)))
  public Response proof(@QueryParam("index") @NotNull @Min(0) Long index) {
    return Response.ok(proofs.of(index).toString(), TEXT)
        .header("Content-Disposition", "attachment; filename=\"entry-" + index + ".tlog-proof\"")
        .build();
  }
}
