package dev.loopgate.ideas.generation;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The lineage of baselines. */
@Path("/api/v1/generations")
@Tag(name = "generations")
public class GenerationResource {
  private final GenerationStore store;

  @Inject
  GenerationResource(GenerationStore store) {
    this.store = store;
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listGenerations", summary = "Generations, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<GenerationView> list(
      @QueryParam("program") @Nullable String program,
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    UUID below = Cursor.below(cursor);
    List<GenerationView> rows =
        program == null
            ? store.page(below, limit + 1)
            : store.page(programId(program), below, limit + 1);
    return Page.of(rows, limit, generation -> generation.id().toString());
  }

  private UUID programId(String name) {
    return store
        .current(Input.text("program", name))
        .orElseThrow(() -> ProblemException.notFound("program", name))
        .programId();
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(operationId = "getGeneration", summary = "One generation")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public GenerationView get(@PathParam("id") String id) {
    return Input.uuid(id)
        .flatMap(store::view)
        .orElseThrow(() -> ProblemException.notFound("generation", Input.shown(id)));
  }
}
