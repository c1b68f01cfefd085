package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.rules.Terms.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of review once more, slowly and by trying everything: each person is asked for their
 * stance from the end of the history, each way to seat people is tried.
 */
final class Naive {
  private final World world;
  private final Terms terms;

  Naive(World world, Terms terms) {
    this.world = world;
    this.terms = terms;
  }

  @Nullable Outcome outcome() {
    boolean vetoed = World.PEOPLE.stream().anyMatch(this::holdsVeto);
    boolean setAside = vetoed && overrulers() >= 2;
    if (vetoed && !setAside) {
      return terms.veto() == Terms.Veto.REJECTS ? Outcome.REJECT : null;
    }
    if (!world.evidence) {
      return null;
    }
    return glassIsBroken() || somebodySitsEverywhere() ? Outcome.ADOPT : null;
  }

  private boolean holdsVeto(String person) {
    Voice stance = stance(person, world.voices.size());
    return stance != null && stance.value() == Value.VETO;
  }

  /** The stance of a person after so many votes; what was said under a lost delegation is none. */
  private @Nullable Voice stance(String person, int votes) {
    Voice said = said(person, votes);
    if (said == null || world.revoked.contains(said.delegation())) {
      return null;
    }
    boolean bound = world.bound.contains(person) || world.bound.contains(said.voter());
    return bound && said.value() != Value.VETO ? null : said;
  }

  private @Nullable Voice said(String person, int votes) {
    if (votes == 0) {
      return null;
    }
    Voice last = world.voices.get(votes - 1);
    Voice before = said(person, votes - 1);
    boolean own = last.voter().equals(person) && last.onBehalfOf() == null;
    boolean lent = person.equals(last.onBehalfOf());
    if (!(own || lent) || isOut(last.voter()) || isOut(person)) {
      return before;
    }
    boolean free =
        before == null
            || before.value() == Value.WITHDRAW
            || before.voter().equals(last.voter())
            || world.revoked.contains(before.delegation());
    return own || free ? last : before;
  }

  private boolean mayNotAct(String person) {
    return isOut(person) || world.bound.contains(person);
  }

  private boolean isOut(String person) {
    if (world.authors.contains(person)) {
      return true;
    }
    for (Voice voice : world.voices) {
      boolean recused = voice.value() == Value.RECUSE;
      String who = voice.onBehalfOf() == null ? voice.voter() : voice.onBehalfOf();
      if (recused && who.equals(person)) {
        return true;
      }
    }
    return false;
  }

  private boolean isStillRead(String digest) {
    for (int i = world.editions.size() - 1; i >= 0; i--) {
      if (world.editions.get(i).digest().equals(digest)) {
        return true;
      }
      if (!world.editions.get(i).carriesApprovals()) {
        return false;
      }
    }
    return false;
  }

  private boolean isFresh(Instant at, Duration lasts) {
    return Duration.between(at, world.now).compareTo(lasts) < 0;
  }

  private long overrulers() {
    Duration lasts = java.util.Objects.requireNonNull(terms.approvalExpires());
    Set<String> people = new HashSet<>();
    for (String person : World.PEOPLE) {
      OverrideCall last = null;
      for (OverrideCall call : world.overrides) {
        boolean counts =
            call.person().equals(person)
                && isStillRead(call.dossierDigest())
                && isFresh(call.calledAt(), lasts)
                && World.PEOPLE.stream().filter(this::holdsVeto).allMatch(h -> covers(call, h));
        last = counts ? call : last;
      }
      if (last != null
          && last.roles().contains(Role.SAFETY)
          && !mayNotAct(person)
          && !hasPart(person)) {
        people.add(person);
      }
    }
    return people.size();
  }

  private boolean covers(OverrideCall call, String holder) {
    Voice veto = stance(holder, world.voices.size());
    return veto != null && call.vetoes().contains(veto.id());
  }

  private boolean hasPart(String person) {
    for (String holder : World.PEOPLE) {
      Voice stance = stance(holder, world.voices.size());
      if (stance != null
          && stance.value() == Value.VETO
          && (holder.equals(person) || stance.voter().equals(person))) {
        return true;
      }
    }
    return false;
  }

  private boolean glassIsBroken() {
    Set<String> callers = new HashSet<>();
    for (GlassBreak call : world.breaks) {
      if (call.dossierDigest().equals(world.shown())
          && isFresh(call.calledAt(), Duration.ofHours(24))
          && !mayNotAct(call.person())) {
        callers.add(call.person());
      }
    }
    return callers.size() >= 2;
  }

  private boolean somebodySitsEverywhere() {
    List<Set<Role>> seats = new ArrayList<>();
    for (Quorum part : terms.quorum()) {
      for (int i = 0; i < part.count(); i++) {
        seats.add(part.roles());
      }
    }
    return canSeat(seats, approvals());
  }

  /** Tries each approval on the first seat, and the others on the others. */
  private static boolean canSeat(List<Set<Role>> seats, List<Voice> approvals) {
    if (seats.isEmpty()) {
      return true;
    }
    for (Voice approval : approvals) {
      boolean fits = seats.getFirst().stream().anyMatch(approval.roles()::contains);
      List<Voice> others = approvals.stream().filter(other -> !other.equals(approval)).toList();
      if (fits && canSeat(seats.subList(1, seats.size()), others)) {
        return true;
      }
    }
    return false;
  }

  /** Own ones, and in the order of the votes lent ones of which nobody has a part in another. */
  private List<Voice> approvals() {
    List<Voice> counted = new ArrayList<>();
    Set<String> busy = new HashSet<>();
    for (boolean own : new boolean[] {true, false}) {
      for (Voice voice : world.voices) {
        String person = voice.onBehalfOf() == null ? voice.voter() : voice.onBehalfOf();
        boolean counts =
            (voice.onBehalfOf() == null) == own
                && voice.value() == Value.APPROVE
                && voice.equals(stance(person, world.voices.size()))
                && isStillRead(voice.dossierDigest())
                && isFresh(
                    voice.castAt(), java.util.Objects.requireNonNull(terms.approvalExpires()))
                && !busy.contains(person)
                && !busy.contains(voice.voter());
        if (counts) {
          counted.add(voice);
          busy.add(person);
          busy.add(voice.voter());
        }
      }
    }
    return counted;
  }
}
