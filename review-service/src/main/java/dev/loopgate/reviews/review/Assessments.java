package dev.loopgate.reviews.review;

import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.policy.PolicyView;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Tally;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings together what the rules need to assess a review: its terms, its votes, its authors. */
@ApplicationScoped
class Assessments {
  private final SubjectStore subjects;
  private final Policies policies;

  @Inject
  Assessments(SubjectStore subjects, Policies policies) {
    this.subjects = subjects;
    this.policies = policies;
  }

  Assessment assess(Review review, Dossier dossier, List<Vote> votes) {
    Tally tally =
        Tally.of(
            votes.stream().map(Vote::ballot).toList(), review.dossierDigest(), authors(dossier));
    return Assessment.of(policy(review), dossier, tally);
  }

  /**
   * Who may not judge: computed each time, from the idea as it is known now and as it was shown.
   */
  Set<String> authors(Dossier dossier) {
    Set<String> authors = new HashSet<>(dossier.authors());
    if (dossier.idea() != null) {
      subjects.findIdea(dossier.idea().id()).map(KnownIdea::authors).ifPresent(authors::addAll);
    }
    return authors;
  }

  @Nullable Policy policy(Review review) {
    return policies.version(review.policy()).map(PolicyView::policy).orElse(null);
  }
}
