package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rules.Terms.Quorum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who fills which place of a quorum. One person fills one place: the assignment is a maximum
 * matching between people and places (augmenting paths), so a person with two roles is where the
 * quorum needs that person, and never in both places.
 */
final class Places {
  private final Map<String, Set<Role>> people;
  private final Map<String, Integer> taken = new LinkedHashMap<>();
  private final List<Quorum> places = new ArrayList<>();

  private Places(Map<String, Set<Role>> people) {
    this.people = people;
  }

  /** Fills places in the order of the quorum; a place that was filled stays filled. */
  static Map<Quorum, List<String>> fill(List<Quorum> quorum, List<Approval> approvals) {
    Places places = new Places(people(approvals));
    quorum.forEach(places::fill);
    Map<Quorum, List<String>> filled = new LinkedHashMap<>();
    quorum.forEach(part -> filled.put(part, places.of(part)));
    return Collections.unmodifiableMap(filled);
  }

  private static Map<String, Set<Role>> people(List<Approval> approvals) {
    Map<String, Set<Role>> people = new LinkedHashMap<>();
    approvals.forEach(approval ->
        people
            .computeIfAbsent(approval.person(), _ -> EnumSet.noneOf(Role.class))
            .addAll(approval.roles()));
    return people;
  }

  private void fill(Quorum part) {
    for (int i = 0; i < part.count(); i++) {
      places.add(part);
      seat(places.size() - 1, new HashSet<>());
    }
  }

  /** Gives a place to somebody, who may come from another place that somebody else can take. */
  private boolean seat(int place, Set<String> asked) {
    for (Map.Entry<String, Set<Role>> person : people.entrySet()) {
      if (suits(person.getValue(), place) && asked.add(person.getKey())) {
        @Nullable Integer before = taken.get(person.getKey());
        if (before == null || seat(before, asked)) {
          taken.put(person.getKey(), place);
          return true;
        }
      }
    }
    return false;
  }

  private boolean suits(Set<Role> roles, int place) {
    return !Collections.disjoint(roles, places.get(place).roles());
  }

  private List<String> of(Quorum part) {
    return taken.entrySet().stream()
        .filter(entry -> places.get(entry.getValue()).equals(part))
        .map(Map.Entry::getKey)
        .toList();
  }
}
