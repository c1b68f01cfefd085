package dev.loopgate.ideas.generation;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.paging.Page;
import dev.loopgate.chassis.problem.ProblemException;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.sql.Keys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
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
    if (program != null) {
      Keys.text("program", program);
      if (store.current(program).isEmpty()) {
        throw ProblemException.notFound("program", program);
      }
    }
    return Page.of(
            store.page(program, Keys.cursor(cursor), limit + 1),
            limit,
            generation -> generation.id().toString())
        .map(this::view);
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
    return Keys.uuid(id)
        .flatMap(store::find)
        .map(this::view)
        .orElseThrow(() -> ProblemException.notFound("generation", Keys.shown(id)));
  }

  private GenerationView view(Generation generation) {
    return GenerationView.from(generation, store.isCurrent(generation));
  }
}
