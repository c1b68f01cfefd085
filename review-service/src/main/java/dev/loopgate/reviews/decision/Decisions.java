package dev.loopgate.reviews.decision;

import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.subject.ProgramNames;
import dev.loopgate.wire.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks decisions up. */
@ApplicationScoped
public class Decisions {
  private final ProgramNames names;

  @Inject
  Decisions(ProgramNames names) {
    this.names = names;
  }

  @Transactional
  public Optional<DecisionView> find(String id) {
    return Listing.uuid(id).flatMap(Decision::find).map(Decision::view);
  }

  @Transactional
  public Page<DecisionView> list(@Nullable String program, int limit, @Nullable String cursor) {
    Listing listing = new Listing().ofProgram(program, names).after(cursor);
    return Page.of(Decision.list(listing, limit + 1), limit, d -> d.view().id().toString())
        .map(Decision::view);
  }
}
