package dev.loopgate.reviews.rules;

import dev.loopgate.reviews.rules.Terms.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether conflicts of interest have left too few people to decide. That never makes anything pass;
 * it asks for more people.
 */
public final class Escalation {
  private Escalation() {}

  /** Whether all who are known and free, together with those who approved, would not do. */
  public static boolean isNeeded(Terms terms, Findings findings, Standing standing) {
    if (standing.recused().isEmpty()) {
      return false;
    }
    List<Approval> everybody = new ArrayList<>(standing.approvals());
    standing
        .eligible()
        .forEach(one -> everybody.add(new Approval(one.person(), one.roles(), null)));
    List<Quorum> asked =
        terms.quorum().stream().filter(part -> findings.to(part.appliesWhen()).isTrue()).toList();
    Map<Quorum, List<String>> best = Places.fill(asked, everybody);
    return asked.stream()
        .anyMatch(part -> best.getOrDefault(part, List.of()).size() < part.count());
  }
}
