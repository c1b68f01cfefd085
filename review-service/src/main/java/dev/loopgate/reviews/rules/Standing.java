package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose votes count now, and why those of others do not. Computed from the history of votes each
 * time, so that authors, delegations and expiry are those of this moment.
 *
 * @param approvals those that count; at most one for each person
 * @param vetoes who vetoed and did not withdraw
 * @param outdated whose approval was for an older dossier
 * @param expired whose approval is too old
 * @param recused who declared a conflict of interest
 * @param excluded who voted and may not judge: authors and sponsors
 * @param overrides who wants the vetoes set aside
 * @param bypass break-glass in force; null when there is none
 * @param eligible people who are known, may vote and have not; empty when nobody is known
 */
public record Standing(
    List<Approval> approvals,
    List<String> vetoes,
    List<String> outdated,
    List<String> expired,
    List<String> recused,
    List<String> excluded,
    List<Overruler> overrides,
    @Nullable Bypass bypass,
    List<Eligible> eligible) {
  /** Nobody has voted. */
  public static final Standing NOBODY =
      new Standing(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null,
          List.of());

  public Standing {
    approvals = List.copyOf(approvals);
    vetoes = List.copyOf(vetoes);
    outdated = List.copyOf(outdated);
    expired = List.copyOf(expired);
    recused = List.copyOf(recused);
    excluded = List.copyOf(excluded);
    overrides = List.copyOf(overrides);
    eligible = List.copyOf(eligible);
  }

  /** A person who wants the vetoes of a review set aside. */
  public record Overruler(String person, Set<Role> roles, String reason) {
    public Overruler {
      roles = Set.copyOf(roles);
    }
  }

  /** Break-glass in force: who broke it, and why. */
  public record Bypass(List<String> people, String reason) {
    public Bypass {
      people = List.copyOf(people);
    }
  }

  /** A person who could still vote. */
  public record Eligible(String person, Set<Role> roles) {
    public Eligible {
      roles = Set.copyOf(roles);
    }
  }
}
