package dev.loopgate.ideas.workspace;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.path.SafePath;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.File;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tarballs by digest. */
@Path("/api/v1/workspaces/{digest}")
@Tag(name = "workspaces")
public class WorkspaceResource {
  private static final String GZIP = "application/gzip";

  private final Workspaces workspaces;
  private final CurrentPrincipal caller;

  @Inject
  WorkspaceResource(Workspaces workspaces, CurrentPrincipal caller) {
    this.workspaces = workspaces;
    this.caller = caller;
  }

  @PUT
  @Consumes(GZIP)
  @RunOnVirtualThread
  @Operation(
      operationId = "uploadWorkspace",
      summary = "Upload the tar.gz of a program's directory, to apply the program from it")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.ADMIN})
  public void upload(@PathParam("digest") String digest, InputStream body) {
    workspaces.keepUpload(digest, body);
  }

  @GET
  @Produces(GZIP)
  @RunOnVirtualThread
  @Operation(
      operationId = "downloadWorkspace",
      summary = "Download a workspace; those with sealed files are for services only")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER, Role.PEER})
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  public File download(@PathParam("digest") String digest) {
    java.nio.file.Path file =
        workspaces
            .find(digest)
            .orElseThrow(() -> ProblemException.notFound("workspace", SafePath.visible(digest)));
    if (caller.get().kind() != PrincipalKind.SERVICE && workspaces.holdsSealed(digest)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "Workspace %s holds sealed files, which only workers see. Take the generation's baselineWorkspace."
              .formatted(digest));
    }
    return file.toFile();
  }
}
