package dev.loopgate.reviews.decision;

import dev.loopgate.chassis.paging.Page;
import dev.loopgate.reviews.listing.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks decisions up. */
@ApplicationScoped
public class Decisions {
  @Transactional
  public Optional<DecisionView> find(String id) {
    return Listing.uuid(id).flatMap(Decision::find).map(Decision::view);
  }

  @Transactional
  public Page<DecisionView> list(@Nullable String program, int limit, @Nullable String cursor) {
    Listing listing = new Listing().ofProgram(program).after(cursor);
    return Page.of(Decision.list(listing, limit + 1), limit, d -> d.view().id().toString())
        .map(Decision::view);
  }
}
