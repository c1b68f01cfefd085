package dev.loopgate.reviews.delegation;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.chassis.idempotency.Idempotency;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.access.Subjects;
import dev.loopgate.reviews.listing.Listing;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.wire.paging.Cursor;
import dev.loopgate.wire.paging.Page;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lends voices and takes them back. Only people lend, only to people, and never what is theirs. */
@ApplicationScoped
public class Delegations {
  static final ProblemType NOT_DELEGABLE =
      new ProblemType("not-delegable", 422, "This voice cannot be lent like that");

  /** Overrides, break-glass and administration are not lent. */
  private static final Set<Role> LENDABLE = EnumSet.of(Role.REVIEWER, Role.SAFETY);

  private final DelegationStore store;
  private final Idempotency idempotency;
  private final LogStore record;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Delegations(
      DelegationStore store, Idempotency idempotency, LogStore record, Clock clock, Ids ids) {
    this.store = store;
    this.idempotency = idempotency;
    this.record = record;
    this.clock = clock;
    this.ids = ids;
  }

  private record Revoked(UUID id, String delegator, String delegate, String by, Instant at) {}

  @Transactional
  public Delegation lend(Principal delegator, NewDelegation wish, @Nullable String key) {
    return idempotency.once(
        delegator.subject(),
        key,
        "POST /api/v1/delegations",
        wish,
        Delegation.class,
        () -> lendOnce(delegator, wish));
  }

  private Delegation lendOnce(Principal delegator, NewDelegation wish) {
    String delegate = Subjects.canonical(wish.delegate());
    requirePerson(delegator.subject(), delegate);
    requireNoAuthors(wish.review(), delegator.subject(), delegate);
    Set<Role> roles = EnumSet.copyOf(LENDABLE);
    roles.retainAll(delegator.roles());
    Instant now = clock.instant();
    Delegation delegation =
        new Delegation(
            ids.next(),
            delegator.subject(),
            delegate,
            roles,
            Objects.requireNonNullElse(wish.kinds(), List.of()),
            wish.program(),
            wish.review(),
            wish.reason().strip(),
            now,
            now.plus(Duration.ofDays(wish.days())),
            null);
    store.add(delegation);
    record.append("delegation.made", delegation);
    return delegation;
  }

  private void requirePerson(String delegator, String delegate) {
    if (delegate.equals(delegator)) {
      throw new ProblemException(
          NOT_DELEGABLE, "%s has this voice already. Name another person.".formatted(delegator));
    }
    if (store.isKnownAgent(delegate)) {
      throw new ProblemException(
          NOT_DELEGABLE, "%s is an agent. Only people speak for people.".formatted(delegate));
    }
  }

  private void requireNoAuthors(@Nullable String review, String delegator, String delegate) {
    if (review == null) {
      return;
    }
    Set<String> authors =
        store
            .authorsOf(review)
            .orElseThrow(() -> ProblemException.notFound("review", review + " (name its key)"));
    if (authors.contains(delegator) || authors.contains(delegate)) {
      throw new ProblemException(
          NOT_DELEGABLE,
          "%s is an author of what %s is about. Authors have no voice there, own or lent."
              .formatted(authors.contains(delegate) ? delegate : delegator, review));
    }
  }

  /** Takes one's own delegation back; an administrator takes anybody's back. */
  @Transactional
  public Delegation revoke(Principal caller, String id) {
    Delegation delegation = find(id);
    if (!delegation.delegator().equals(caller.subject()) && !caller.has(Role.ADMIN)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "%s lent this voice, so %s or an administrator takes it back."
              .formatted(delegation.delegator(), delegation.delegator()));
    }
    Instant now = clock.instant();
    if (store.tryRevoke(delegation.id(), now)) {
      record.append(
          "delegation.revoked",
          new Revoked(
              delegation.id(),
              delegation.delegator(),
              delegation.delegate(),
              caller.subject(),
              now));
    }
    return find(id);
  }

  /** Delegations by or to a person, or all, newest first. */
  @Transactional
  public Page<Delegation> list(@Nullable String person, int limit, @Nullable String cursor) {
    String whose = person == null ? null : Listing.withoutNul(person);
    return Page.of(
        store.page(whose, Cursor.below(cursor), limit + 1), limit, d -> d.id().toString());
  }

  @Transactional
  public Delegation find(String id) {
    return Listing.uuid(id)
        .flatMap(store::find)
        .orElseThrow(() -> ProblemException.notFound("delegation", id));
  }
}
