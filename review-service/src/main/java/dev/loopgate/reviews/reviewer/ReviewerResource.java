package dev.loopgate.reviews.reviewer;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.plant.PlantStore;
import dev.loopgate.wire.paging.Page;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much people review, and how carefully: the signs of automation bias. */
@Path("/api/v1/reviewers")
@Tag(name = "reviews")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewerResource {
  private final ReviewerStore reviewers;
  private final PlantStore plants;
  private final Clock clock;

  @Inject
  public ReviewerResource(
      ReviewerStore reviewers, PlantStore plants, Clock clock, MeterRegistry metrics) {
    this.reviewers = reviewers;
    this.plants = plants;
    this.clock = clock;
    Gauge.builder("loopgate.reviewers.over_daily_load", this::overloaded)
        .description("People who answered more reviews today than their policies deem sound")
        .register(metrics);
    Gauge.builder("loopgate.reviewers.catch_rate", this::catchRate)
        .description("Share of planted defects that people found; NaN before there is one")
        .register(metrics);
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listReviewers",
      summary =
          "People who review: today's load, time spent, answers without reading, planted defects found")
  @Allow(
      kind = PrincipalKind.HUMAN,
      roles = {Role.SAFETY, Role.AUDITOR, Role.OPERATOR, Role.ADMIN})
  public Page<ReviewerView> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("cursor") @DefaultValue("") String cursor) {
    return Page.of(
        reviewers.report(today(), Listing.withoutNul(cursor), limit + 1),
        limit,
        ReviewerView::person);
  }

  private int overloaded() {
    return reviewers.overloaded(today());
  }

  private Instant today() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  private double catchRate() {
    Double rate = plants.rate().catchRate();
    return rate == null ? Double.NaN : rate;
  }
}
