package dev.loopgate.reviews.planting;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.plant.PlantView;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Known-bad reviews among the true ones, and how many of them people find. */
@Path("/api/v1/plants")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class PlantResource {
  private final Planting planting;
  private final Plants plants;
  private final CurrentPrincipal caller;

  @Inject
  public PlantResource(Planting planting, Plants plants, CurrentPrincipal caller) {
    this.planting = planting;
    this.plants = plants;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "plantReview",
      summary = "Put a known-bad review among the true ones",
      description =
          "It looks like any adoption until it ends, and ends when a true one would be decided,"
              + " expire or fall away. Nothing is ever adopted by it. Whoever plants it counts as"
              + " one of its authors.")
  @APIResponse(
      responseCode = "201",
      description = "It is on the desk",
      content = @Content(schema = @Schema(implementation = PlantView.class)))
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.AUDITOR, Role.ADMIN})
  public RestResponse<PlantView> plant(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull(message = "is required") @Valid NewPlant request) {
    return RestResponse.status(
        RestResponse.Status.CREATED, planting.plant(caller.get(), request, idempotencyKey));
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listPlants",
      summary = "Plants, newest first, and the catch rate",
      description =
          "Open ones are shown to their planter, and to auditors and admins who could have no say"
              + " in them.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.AUDITOR, Role.ADMIN, Role.SAFETY})
  public PlantPage list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return plants.list(limit, cursor, caller.get());
  }

  @DELETE
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(
      operationId = "withdrawPlant",
      summary = "Take an own plant back that nobody has answered",
      description = "It ends as UNDECIDED and says what it was.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.AUDITOR, Role.ADMIN})
  public PlantView withdraw(@PathParam("id") String id) {
    return plants.withdraw(caller.get(), id);
  }
}
