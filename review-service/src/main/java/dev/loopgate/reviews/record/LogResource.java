package dev.loopgate.reviews.record;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The entries of the log with all that is known of them, for those who look things up. */
@Path("/log/entries")
@Tag(name = "log")
@Produces(MediaType.APPLICATION_JSON)
public class LogResource {
  private final EntryStore entries;

  @Inject
  LogResource(EntryStore entries) {
    this.entries = entries;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listLogEntries",
      summary = "Entries of the log after an index, oldest first",
      description = "Send nextCursor as after for the next page.")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {
        Role.AUDITOR,
        Role.OPERATOR,
        Role.ADMIN,
        Role.REVIEWER,
        Role.SAFETY,
        Role.RESEARCHER
      })
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  public Page<RecordEntry> list(
      @QueryParam("after") @DefaultValue("-1") @Min(-1) long after,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return Page.of(entries.read(after, limit + 1), limit, entry -> Long.toString(entry.index()));
  }
}
