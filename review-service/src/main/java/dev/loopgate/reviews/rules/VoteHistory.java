package dev.loopgate.reviews.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * All that people did about one review, oldest first, and the dossiers that they saw.
 *
 * @param editions the last one is current; at least one
 * @param revoked delegations that their delegators have taken back
 */
public record VoteHistory(
    List<Voice> voices,
    List<Edition> editions,
    List<OverrideCall> overrides,
    List<GlassBreak> breaks,
    Set<UUID> revoked) {
  public VoteHistory {
    voices = List.copyOf(voices);
    editions = List.copyOf(editions);
    overrides = List.copyOf(overrides);
    breaks = List.copyOf(breaks);
    revoked = Set.copyOf(revoked);
    if (editions.isEmpty()) {
      throw new IllegalArgumentException("a review shows at least one dossier");
    }
  }

  /** The digest of the dossier that is shown now. */
  String current() {
    return editions.getLast().digest();
  }

  /** The dossiers whose approvals still count: the current one, and those it carries over. */
  Set<String> approvable() {
    Set<String> digests = new HashSet<>();
    for (Edition edition : editions.reversed()) {
      digests.add(edition.digest());
      if (!edition.carriesApprovals()) {
        return digests;
      }
    }
    return digests;
  }
}
