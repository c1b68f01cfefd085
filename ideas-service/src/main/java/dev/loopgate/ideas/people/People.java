package dev.loopgate.ideas.people;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Subjects;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps agents out whose sponsor nobody has seen: a name that no person has would answer for
 * nothing, and bar nobody from a vote. Asked where an agent becomes an author, and nowhere else.
 */
@ApplicationScoped
public class People {
  static final ProblemType UNKNOWN_SPONSOR =
      new ProblemType("unknown-sponsor", 403, "Nobody knows who answers for the agent");

  private static final int MOST_REMEMBERED = 10_000;

  private final PersonStore store;
  private final Set<String> listed;

  /** Who is in the database for sure, so that not every request asks it. */
  private final Set<String> remembered = ConcurrentHashMap.newKeySet();

  @Inject
  People(PersonStore store, PeopleConfig config) {
    this.store = store;
    this.listed =
        config.listed().orElse(List.of()).stream()
            .map(Subjects::canonical)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Somebody came with a token that was let through. */
  void saw(Principal principal) {
    if (principal.kind() != PrincipalKind.HUMAN || remembered.contains(principal.subject())) {
      return;
    }
    store.add(principal.subject());
    if (remembered.size() < MOST_REMEMBERED) {
      remembered.add(principal.subject());
    }
  }

  /**
   * Refuses an agent for whom nobody answers whom somebody could ask.
   *
   * @throws ProblemException 403, with the way in
   */
  public void requireSponsor(Principal principal) {
    @Nullable String sponsor = principal.sponsor();
    if (principal.kind() == PrincipalKind.AGENT && sponsor != null && !isKnown(sponsor)) {
      throw new ProblemException(
          UNKNOWN_SPONSOR,
          "The token of agent %s names %s as the person who answers for it, and nobody of that name has been here. Let that person come once with a token of their own (any request to ideas-service will do, for example loopgate program list), or add the name to loopgate.people of ideas-service."
              .formatted(principal.subject(), sponsor));
    }
  }

  private boolean isKnown(String person) {
    return listed.contains(person) || remembered.contains(person) || store.isKnown(person);
  }
}
