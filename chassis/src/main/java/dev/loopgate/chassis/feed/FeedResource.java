package dev.loopgate.chassis.feed;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.chassis.access.CurrentPrincipal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.wire.problem.ProblemException;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The service's own ordered feed, to be read by long polling. */
@Path("/feeds/{feed}")
@Tag(name = "feed")
public class FeedResource {
  private static final int BATCH = 100;

  private final AwaitEvents await;
  private final FeedReaders readers;
  private final CurrentPrincipal caller;
  private final List<FeedGuard> guards;
  private final String name;

  @Inject
  FeedResource(
      AwaitEvents await,
      FeedReaders readers,
      CurrentPrincipal caller,
      @All List<FeedGuard> guards,
      @ConfigProperty(name = "loopgate.feed") String name) {
    this.await = await;
    this.readers = readers;
    this.caller = caller;
    this.guards = guards;
    this.name = name;
  }

  @GET
  @Produces(CloudEvent.BATCH_MEDIA_TYPE)
  @RunOnVirtualThread
  @Operation(
      operationId = "readFeed",
      summary = "Events after a position, oldest first",
      description =
          "Answers at once when there are events, else after timeout seconds with an empty batch."
              + " Events that every configured follower has read are deleted after a time; who"
              + " asks for those gets 410 (feed-gone).")
  @Allow(
      kind = PrincipalKind.SERVICE,
      roles = {Role.PEER})
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.AUDITOR, Role.OPERATOR, Role.ADMIN})
  public List<CloudEvent> read(
      @PathParam("feed") String feed,
      @QueryParam("lastEventId") @Nullable String lastEventId,
      @QueryParam("timeout") @DefaultValue("0") @Min(0) @Max(30) int timeout)
      throws InterruptedException {
    if (!feed.equals(name)) {
      throw ProblemException.notFound("feed", feed + " here; this service serves " + name);
    }
    FeedPosition after = FeedPosition.parse(lastEventId);
    readers.asks(caller.get(), after);
    List<CloudEvent> events = await.after(name, after, BATCH, Duration.ofSeconds(timeout));
    readers.requireThere(name, after);
    if (events.isEmpty()) {
      guards.forEach(FeedGuard::require);
    }
    return events;
  }
}
