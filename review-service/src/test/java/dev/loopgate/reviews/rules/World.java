package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A review to which everything happens that people can do, in any order and however foolish. */
final class World {
  static final List<String> PEOPLE = List.of("ann", "ben", "cat", "dan", "eve");

  final List<Voice> voices = new ArrayList<>();
  final List<Edition> editions = new ArrayList<>(List.of(new Edition("0", false)));
  final List<OverrideCall> overrides = new ArrayList<>();
  final List<GlassBreak> breaks = new ArrayList<>();
  final Set<UUID> revoked = new HashSet<>();
  final Set<String> authors = new HashSet<>(Set.of("eve"));
  final Set<String> bound = new HashSet<>();
  final Map<String, Set<Role>> roles = new HashMap<>();
  boolean evidence = true;
  Instant now = Instant.parse("2026-11-26T12:00:00Z");

  World() {
    PEOPLE.forEach(person -> roles.put(person, Set.of(Role.REVIEWER)));
    roles.put("ben", Set.of(Role.REVIEWER, Role.SAFETY));
    roles.put("cat", Set.of(Role.SAFETY));
  }

  /** What somebody does. */
  sealed interface Step {
    /** A vote; in another one's name when there is one, which nobody checks here. */
    record Vote(int person, @Nullable Integer onBehalfOf, Value value) implements Step {}

    record Revise(boolean carries, boolean evidence) implements Step {}

    record Revoke(int delegation) implements Step {}

    record SetAside(int person) implements Step {}

    record Break(int person) implements Step {}

    record Appoint(int person, Set<Role> roles) implements Step {}

    record Join(int author) implements Step {}

    record Bind(int person) implements Step {}

    record Wait(int hours) implements Step {}
  }

  void take(Step step) {
    switch (step) {
      case Step.Vote vote -> vote(vote);
      case Step.Revise revise -> {
        evidence = revise.evidence();
        editions.add(new Edition(Integer.toString(editions.size()), revise.carries()));
      }
      case Step.Revoke revoke -> revoked.add(new UUID(7, revoke.delegation()));
      case Step.SetAside call -> override(PEOPLE.get(call.person()));
      case Step.Break call ->
          breaks.add(new GlassBreak(PEOPLE.get(call.person()), shown(), "it burns", now));
      case Step.Appoint appoint -> roles.put(PEOPLE.get(appoint.person()), appoint.roles());
      case Step.Join join -> authors.add(PEOPLE.get(join.author()));
      case Step.Bind bind -> bound.add(PEOPLE.get(bind.person()));
      case Step.Wait wait -> now = now.plus(Duration.ofHours(wait.hours()));
    }
  }

  String shown() {
    return editions.getLast().digest();
  }

  VoteHistory history() {
    return new VoteHistory(voices, editions, overrides, breaks, revoked);
  }

  private void vote(Step.Vote vote) {
    String hand = PEOPLE.get(vote.person());
    Integer other = vote.onBehalfOf();
    boolean lent = other != null && other != vote.person();
    String absent = lent && other != null ? PEOPLE.get(other) : null;
    voices.add(
        new Voice(
            new UUID(0, voices.size()),
            hand,
            absent,
            lent && other != null ? new UUID(7, vote.person() * 5L + other) : null,
            vote.value(),
            roles.getOrDefault(absent == null ? hand : absent, Set.of()),
            shown(),
            now));
  }

  private void override(String person) {
    overrides.add(
        new OverrideCall(
            person,
            roles.getOrDefault(person, Set.of()),
            voices.stream()
                .filter(v -> v.value() == Value.VETO)
                .map(Voice::id)
                .collect(Collectors.toSet()),
            shown(),
            "it is wrong",
            now));
  }
}
