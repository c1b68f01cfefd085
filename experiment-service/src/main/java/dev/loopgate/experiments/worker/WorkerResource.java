package dev.loopgate.experiments.worker;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.wake.Wakeups;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.work.Orders;
import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The registry of workers. */
@Path("/api/v1/workers")
@Tag(name = "workers")
public class WorkerResource {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  private static final ProblemType NAME_TAKEN =
      new ProblemType("name-taken", 409, "Another worker has that name");
  private static final int LONGEST_MACHINE = 200;
  private static final int MOST_SLOTS = 1_000;

  private final WorkerStore store;
  private final RegisterWorker register;
  private final Wakeups wakeups;

  @Inject
  WorkerResource(WorkerStore store, RegisterWorker register, Wakeups wakeups) {
    this.store = store;
    this.register = register;
    this.wakeups = wakeups;
  }

  @PUT
  @Path("/{name}")
  @RunOnVirtualThread
  @Operation(operationId = "registerWorker", summary = "Says what a worker is and can do")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public WorkerView register(
      @PathParam("name") String name, @NotNull WorkerRegistration registration) {
    check(name, registration);
    if (!register.tryRegister(registration)) {
      throw new ProblemException(
          NAME_TAKEN,
          "Worker %s is at work on another machine. Take another name, or wait %d seconds after it ended."
              .formatted(name, WorkerStore.GONE_AFTER.toSeconds()));
    }
    return store.find(name).orElseThrow();
  }

  @SuppressWarnings("ConstantValue") // JSON can leave out what the record promises.
  private static void check(String name, WorkerRegistration worker) {
    if (!NAME.matcher(name).matches() || !name.equals(worker.name())) {
      throw ProblemException.invalid(
          "/name",
          "The name in body and address is the same: 1 to 100 letters, digits, '_', '.' or '-'.");
    }
    if (worker.machine() == null
        || worker.machine().isBlank()
        || worker.machine().length() > LONGEST_MACHINE
        || worker.machine().indexOf('\0') >= 0) {
      throw ProblemException.invalid("/machine", "A machine has 1 to 200 characters.");
    }
    if (worker.isolation() == null) {
      throw ProblemException.invalid("/isolation", "Name the strongest isolation that was found.");
    }
    if (worker.slots() < 1 || worker.slots() > MOST_SLOTS) {
      throw ProblemException.invalid("/slots", "A worker has 1 to 1000 slots.");
    }
    String workerClass = worker.workerClass();
    if (workerClass != null && !NAME.matcher(workerClass).matches()) {
      throw ProblemException.invalid(
          "/workerClass", "A class has 1 to 100 letters, digits, '_', '.' or '-'.");
    }
  }

  @GET
  @Path("/{name}/orders")
  @RunOnVirtualThread
  @Operation(
      operationId = "awaitOrders",
      summary = "What a worker is to end at once",
      description =
          "Answers at once when there is something, else after timeout seconds with nothing.")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.WORKER})
  public Orders orders(
      @PathParam("name") String name,
      @QueryParam("timeout") @DefaultValue("0") @Min(0) @Max(30) int timeout)
      throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw ProblemException.notFound("worker", "of such a name");
    }
    return wakeups
        .first(Wakeups.ORDERS, Duration.ofSeconds(timeout), () -> orders(name))
        .orElse(new Orders(List.of()));
  }

  private Optional<Orders> orders(String name) {
    return Optional.of(store.unwanted(name)).filter(ids -> !ids.isEmpty()).map(Orders::new);
  }

  @GET
  @RunOnVirtualThread
  @Operation(operationId = "listWorkers", summary = "Workers by name")
  @Allow(kind = PrincipalKind.HUMAN)
  @Allow(
      kind = PrincipalKind.AGENT,
      roles = {Role.RESEARCHER})
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<WorkerView> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @DefaultValue("") String cursor) {
    if (!cursor.isEmpty() && !NAME.matcher(cursor).matches()) {
      throw ProblemException.invalid("cursor", "Send the nextCursor of a page that you got.");
    }
    return Page.of(store.page(cursor, limit + 1), limit, WorkerView::name);
  }
}
