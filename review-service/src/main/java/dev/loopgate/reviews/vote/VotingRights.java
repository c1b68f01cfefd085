package dev.loopgate.reviews.vote;

import dev.loopgate.chassis.access.Principal;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.delegation.Delegation;
import dev.loopgate.reviews.delegation.DelegationStore;
import dev.loopgate.reviews.docket.Docket;
import dev.loopgate.reviews.docket.Voters;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Voice;
import dev.loopgate.wire.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may say what on a review now. The rules count again at the decision; this is where people
 * learn at once that their vote would not.
 */
@ApplicationScoped
public class VotingRights {
  private final DelegationStore delegations;
  private final Clock clock;

  @Inject
  VotingRights(DelegationStore delegations, Clock clock) {
    this.delegations = delegations;
    this.clock = clock;
  }

  /**
   * As what a vote counts.
   *
   * @param delegation what lets the voter speak for another; null for the own voice
   */
  record Right(Set<Role> roles, @Nullable UUID delegation) {}

  /** The access filter has seen to it already; the one promise that is kept twice. */
  public static void requirePerson(Principal voter) {
    if (voter.kind() != PrincipalKind.HUMAN) {
      throw new ProblemException(
          VoteProblems.NOT_A_PERSON,
          "%s is %s. Votes are cast by people, in their own name."
              .formatted(voter.subject(), voter.kind()));
    }
  }

  /** The right to cast a vote; a problem document when there is none. */
  Right require(Principal voter, Docket docket, NewVote vote) {
    requireRole(voter, docket);
    requireUnbarred(voter.subject(), docket);
    return vote.onBehalfOf() == null
        ? own(voter, docket, vote.value())
        : lent(voter, docket, vote.value(), vote.onBehalfOf().strip());
  }

  private static void requireRole(Principal voter, Docket docket) {
    if (!Voters.hasRole(voter, docket.terms())) {
      throw new ProblemException(
          VoteProblems.NOT_ASKED,
          "%s has the roles %s; %s is judged by people with one of %s."
              .formatted(
                  voter.subject(),
                  voter.roles().stream().sorted().toList(),
                  docket.review().key(),
                  Voters.asked(docket.terms()).stream().sorted().toList()));
    }
  }

  /** Nobody has a say in what is theirs, or in what they declared a conflict of interest. */
  public static void requireUnbarred(String person, Docket docket) {
    String review = docket.review().key();
    if (docket.electorate().isAuthor(person)) {
      throw new ProblemException(
          VoteProblems.OWN_IDEA,
          "%s is an author of %s, asked for it, or sponsors the agent that is. Ask another reviewer to judge %s."
              .formatted(person, docket.review().subject(), review));
    }
    if (docket.electorate().isBarred(person)) {
      throw new ProblemException(
          VoteProblems.RECUSED,
          "%s declared a conflict of interest on %s, and that stays. Ask another reviewer."
              .formatted(person, review));
    }
  }

  private static Right own(Principal voter, Docket docket, Value value) {
    String person = voter.subject();
    Voice said = docket.electorate().stanceOf(person);
    requireSomethingSaid(person, docket, value, said);
    Voice lent = docket.electorate().lentBy(person);
    if (said != null && said.onBehalfOf() != null && said.value() != Value.WITHDRAW) {
      throw new ProblemException(
          VoteProblems.ALREADY_VOTED,
          "%s has spoken for %s on %s. Take delegation %s back first; then vote in person."
              .formatted(said.voter(), person, docket.review().key(), said.delegation()));
    }
    if (lent != null && value != Value.RECUSE) {
      throw alreadyVoted(person, "for " + lent.person(), docket);
    }
    return new Right(voter.roles(), null);
  }

  private Right lent(Principal voter, Docket docket, Value value, String person) {
    Delegation delegation = delegation(voter.subject(), person, docket);
    requireUnbarred(person, docket);
    if (value == Value.RECUSE) {
      throw ProblemException.invalid(
          "/value",
          "A conflict of interest is declared in person. Let %s say so.".formatted(person));
    }
    Voice said = docket.electorate().stanceOf(person);
    requireSomethingSaid(person, docket, value, said);
    if (said != null && !said.voter().equals(voter.subject()) && said.value() != Value.WITHDRAW) {
      throw alreadyVoted(person, "by " + said.voter(), docket);
    }
    Voice own = docket.electorate().stanceOf(voter.subject());
    Voice other = docket.electorate().lentBy(voter.subject());
    if (own != null && own.value() != Value.WITHDRAW) {
      throw alreadyVoted(voter.subject(), "by " + own.voter(), docket);
    }
    if (other != null && !other.person().equals(person)) {
      throw alreadyVoted(voter.subject(), "for " + other.person(), docket);
    }
    return new Right(delegation.roles(), delegation.id());
  }

  private Delegation delegation(String delegate, String delegator, Docket docket) {
    Review review = docket.review();
    return delegations.lock(delegator, delegate).stream()
        .filter(d -> d.covers(review.kind(), review.program(), review.key(), clock.instant()))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                VoteProblems.NO_DELEGATION,
                "%s has not lent %s a voice that covers %s now. Vote in your own name, or ask for a delegation."
                    .formatted(delegator, delegate, review.key())));
  }

  private static void requireSomethingSaid(
      String person, Docket docket, Value value, @Nullable Voice said) {
    if (value == Value.WITHDRAW && (said == null || said.value() == Value.WITHDRAW)) {
      throw new ProblemException(
          VoteProblems.NOTHING_TO_WITHDRAW,
          "%s has no answer on %s that could be taken back."
              .formatted(person, docket.review().key()));
    }
  }

  private static ProblemException alreadyVoted(String person, String how, Docket docket) {
    return new ProblemException(
        VoteProblems.ALREADY_VOTED,
        "%s has answered on %s already, %s. Withdraw that answer first; one person counts once."
            .formatted(person, docket.review().key(), how));
  }
}
