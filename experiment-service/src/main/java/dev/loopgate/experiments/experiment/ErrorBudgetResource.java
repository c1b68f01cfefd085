package dev.loopgate.experiments.experiment;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.experiments.program.ProgramStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is left of a program's error budget: everybody who proposes draws on it. */
@Path("/api/v1/experiments/error-budget")
@Tag(name = "experiments")
public class ErrorBudgetResource {
  private final ProgramStore programs;

  @Inject
  ErrorBudgetResource(ProgramStore programs) {
    this.programs = programs;
  }

  @GET
  @RunOnVirtualThread
  @Transactional
  @Operation(
      operationId = "getErrorBudget",
      summary = "What a program has spent of its error rate, and what the next idea must show")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public ErrorBudgetView get(@QueryParam("program") @Nullable String program) {
    NamedProgram named = NamedProgram.require(programs, program);
    return ErrorBudgetView.of(
        named.name(),
        programs.currentSpec(named.id()).orElseThrow().replication().errorRate(),
        programs.registrations(named.id()),
        programs.adopted(named.id()),
        programs.frozenErrorRates(named.id()));
  }
}
