package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.VoteCast;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which votes count: of each person only the latest, of authors none, an approval only for the
 * current dossier, a veto for every later one too.
 */
public record Tally(List<String> approvals, List<String> vetoes, List<String> outdated) {
  public Tally {
    approvals = List.copyOf(approvals);
    vetoes = List.copyOf(vetoes);
    outdated = List.copyOf(outdated);
  }

  /**
   * Counts.
   *
   * @param ballots in the order in which they were cast
   * @param authors who may not judge, computed now and not when they voted
   */
  public static Tally of(List<Ballot> ballots, String dossierDigest, Set<String> authors) {
    Map<String, Ballot> latest = new LinkedHashMap<>();
    ballots.forEach(ballot -> latest.put(ballot.voter(), ballot));
    latest.keySet().removeAll(authors);
    Collection<Ballot> effective = latest.values();
    return new Tally(
        voters(effective, b -> isApproval(b) && isCurrent(b, dossierDigest)),
        voters(effective, b -> b.value() == VoteCast.Value.VETO),
        voters(effective, b -> isApproval(b) && !isCurrent(b, dossierDigest)));
  }

  /** The same for the rules: everybody who approves is a reviewer. */
  public Standing standing() {
    return new Standing(
        approvals.stream()
            .map(person -> new Approval(person, Set.of(Role.REVIEWER), null))
            .toList(),
        vetoes,
        outdated,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  /** Whether new evidence came after this vote, so that it no longer counts. */
  public static boolean isOutdated(Ballot ballot, String dossierDigest) {
    return ballot.value() != VoteCast.Value.VETO && !isCurrent(ballot, dossierDigest);
  }

  private static boolean isApproval(Ballot ballot) {
    return ballot.value() == VoteCast.Value.APPROVE;
  }

  private static boolean isCurrent(Ballot ballot, String dossierDigest) {
    return ballot.dossierDigest().equals(dossierDigest);
  }

  private static List<String> voters(
      Collection<Ballot> ballots, java.util.function.Predicate<Ballot> which) {
    return ballots.stream().filter(which).map(Ballot::voter).toList();
  }
}
