package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.rules.Terms.Quorum;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Role[] ROLES = {Role.REVIEWER, Role.SAFETY, Role.ADMIN};

  @Test
  void aPersonWithTwoRolesSitsWhereTheQuorumNeedsThem() {
    Quorum approval = quorum("approval", 1, Role.REVIEWER, Role.SAFETY);
    Quorum safety = quorum("safety", 1, Role.SAFETY);

    Map<Quorum, List<String>> filled =
        Places.fill(
            List.of(approval, safety),
            List.of(approval("both", Role.REVIEWER, Role.SAFETY), approval("one", Role.REVIEWER)));

    assertThat(filled)
        .containsEntry(approval, List.of("one"))
        .containsEntry(safety, List.of("both"));
  }

  @Test
  void onePersonNeverFillsTwoPlaces() {
    Map<Quorum, List<String>> filled =
        Places.fill(
            List.of(quorum("approval", 1, Role.REVIEWER), quorum("safety", 1, Role.SAFETY)),
            List.of(
                approval("both", Role.REVIEWER, Role.SAFETY),
                approval("both", Role.SAFETY, Role.REVIEWER)));

    assertThat(filled.values().stream().mapToInt(List::size).sum()).isEqualTo(1);
  }

  @Test
  void asManyPlacesAreFilledAsTryingEveryAssignmentFinds() {
    Random random = new Random(20261126);
    for (int round = 0; round < 3_000; round++) {
      List<Quorum> quorum = new ArrayList<>();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        quorum.add(new Quorum("part-" + i, someRoles(random), random.nextInt(1, 3), null));
      }
      List<Approval> approvals = new ArrayList<>();
      for (int i = random.nextInt(0, 6); i > 0; i--) {
        approvals.add(new Approval("person-" + i, someRoles(random), null));
      }

      Map<Quorum, List<String>> filled = Places.fill(quorum, approvals);

      List<String> seated = filled.values().stream().flatMap(List::stream).toList();
      assertThat(seated).doesNotHaveDuplicates().hasSize(most(places(quorum), approvals));
      filled.forEach((part, people) -> {
        assertThat(people).hasSizeLessThanOrEqualTo(part.count());
        people.forEach(person -> assertThat(mayFill(person, part, approvals)).isTrue());
      });
    }
  }

  /** Tries every assignment of people to places. */
  private static int most(List<Quorum> places, List<Approval> approvals) {
    return most(places, 0, approvals, new HashSet<>());
  }

  private static int most(
      List<Quorum> places, int next, List<Approval> approvals, Set<String> seated) {
    if (next == places.size()) {
      return 0;
    }
    int best = most(places, next + 1, approvals, seated);
    for (Approval approval : approvals) {
      if (mayFill(approval.person(), places.get(next), approvals)
          && seated.add(approval.person())) {
        best = Math.max(best, 1 + most(places, next + 1, approvals, seated));
        seated.remove(approval.person());
      }
    }
    return best;
  }

  private static List<Quorum> places(List<Quorum> quorum) {
    List<Quorum> places = new ArrayList<>();
    quorum.forEach(part -> {
      for (int i = 0; i < part.count(); i++) {
        places.add(part);
      }
    });
    return places;
  }

  private static boolean mayFill(String person, Quorum part, List<Approval> approvals) {
    return approvals.stream()
        .filter(approval -> approval.person().equals(person))
        .anyMatch(approval -> approval.roles().stream().anyMatch(part.roles()::contains));
  }

  private static Set<Role> someRoles(Random random) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    while (roles.isEmpty()) {
      for (Role role : ROLES) {
        if (random.nextBoolean()) {
          roles.add(role);
        }
      }
    }
    return roles;
  }

  private static Quorum quorum(String name, int count, Role... roles) {
    return new Quorum(name, Set.of(roles), count, null);
  }

  private static Approval approval(String person, Role... roles) {
    return new Approval(person, Set.of(roles), null);
  }
}
