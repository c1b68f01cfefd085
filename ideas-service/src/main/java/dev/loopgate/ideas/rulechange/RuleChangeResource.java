package dev.loopgate.ideas.rulechange;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.ideas.input.Input;
import dev.loopgate.ideas.program.Program;
import dev.loopgate.ideas.program.Programs;
import dev.loopgate.ideas.question.Withdraw;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Rule changes: what people are asked about running programs, and what became of it. Applying a
 * program file asks. Agents read nothing of it, because it tells which programs are canaries.
 */
@Path("/api/v1/programs/{name}/rule-changes")
@Tag(name = "programs")
@Produces(MediaType.APPLICATION_JSON)
public class RuleChangeResource {
  private final Programs programs;
  private final RuleChanges ruleChanges;
  private final SealedDiff sealedDiff;
  private final Idempotency idempotency;
  private final CurrentPrincipal caller;

  @Inject
  RuleChangeResource(
      Programs programs,
      RuleChanges ruleChanges,
      SealedDiff sealedDiff,
      Idempotency idempotency,
      CurrentPrincipal caller) {
    this.programs = programs;
    this.ruleChanges = ruleChanges;
    this.sealedDiff = sealedDiff;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listRuleChanges", summary = "Rule changes of a program, newest first")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<RuleChangeView> list(
      @PathParam("name") String name,
      @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return ruleChanges.page(programs.get(name).id(), limit, cursor).map(RuleChangeView::from);
  }

  @GET
  @Path("/{key}")
  @RunOnVirtualThread
  @Operation(operationId = "getRuleChange", summary = "One rule change")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public RuleChangeView get(@PathParam("name") String name, @PathParam("key") String key) {
    return RuleChangeView.from(ruleChanges.get(programs.get(name).id(), key));
  }

  @GET
  @Path("/{key}/evaluator-diff")
  @Produces("text/x-diff")
  @RunOnVirtualThread
  @Operation(
      operationId = "getEvaluatorDiff",
      summary = "What a rule change does to the sealed files, for the people who decide on it")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.REVIEWER, Role.SAFETY, Role.AUDITOR})
  public String evaluatorDiff(@PathParam("name") String name, @PathParam("key") String key) {
    return sealedDiff.of(ruleChanges.get(programs.get(name).id(), key));
  }

  @POST
  @Path("/{key}/withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "withdrawRuleChange",
      summary = "Take a rule change back; only for who asked for it")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.RESEARCHER, Role.ADMIN})
  public RuleChangeView withdraw(
      @PathParam("name") String name,
      @PathParam("key") String key,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Valid @NotNull Withdraw request) {
    Principal person = caller.get();
    Program program = programs.get(name);
    String reason = Input.text("/reason", request.reason()).strip();
    return idempotency.once(
        person.subject(),
        idempotencyKey,
        "POST /api/v1/programs/%s/rule-changes/%s/withdraw".formatted(name, Input.text("key", key)),
        request,
        RuleChangeView.class,
        () -> RuleChangeView.from(ruleChanges.withdraw(program.id(), key, reason, person)));
  }
}
