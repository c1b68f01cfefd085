package dev.loopgate.reviews.stop;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.feed.CloudEvent;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the feed says about new stops once more, in a lane that overtakes it. */
@Path("/feeds/reviews/stops")
@Tag(name = "feed")
public class StopLaneResource {
  private final StopLane lane;

  @Inject
  StopLaneResource(StopLane lane) {
    this.lane = lane;
  }

  @GET
  @Produces(CloudEvent.BATCH_MEDIA_TYPE)
  @RunOnVirtualThread
  @Operation(
      operationId = "readStops",
      summary = "Stops in force after a number, oldest first, ahead of the feed",
      description =
          "Answers at once when there are some, else after timeout seconds with an empty batch. The"
              + " feed has the same facts in its own order, and their ends. Ids are numbers here.")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.AUDITOR, Role.OPERATOR, Role.ADMIN})
  public List<CloudEvent> read(
      @QueryParam("lastEventId") @Nullable String lastEventId,
      @QueryParam("timeout") @DefaultValue("0") @Min(0) @Max(30) int timeout)
      throws InterruptedException {
    return lane.after(number(lastEventId), Duration.ofSeconds(timeout));
  }

  private static int number(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return 0;
    }
    if (!lastEventId.matches("\\d{1,9}")) {
      throw ProblemException.invalid(
          "lastEventId",
          "'%s' is no number of this lane. Send the id of an event that it served, or leave it out."
              .formatted(lastEventId));
    }
    return Integer.parseInt(lastEventId);
  }
}
