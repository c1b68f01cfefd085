package dev.loopgate.reviews.review;

import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Terms.Eligible;
import dev.loopgate.reviews.rules.Terms.Eligible.Own;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.reviews.subject.SubjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who may not judge: computed each time, from the idea as it is known now and as it was shown, and
 * from all the ideas that it repeats.
 */
@ApplicationScoped
class Authorship {
  /** An idea that repeats more than this is nobody's any more. */
  private static final int MOST_REPETITIONS = 1000;

  private final SubjectStore subjects;

  @Inject
  Authorship(SubjectStore subjects) {
    this.subjects = subjects;
  }

  /** Who made or asked for what is judged, or answers for who did. */
  Set<String> authors(Dossier dossier, Eligible eligible) {
    Set<String> authors = new HashSet<>(dossier.authors());
    Set<String> sponsors = new HashSet<>();
    Set<String> makers = new HashSet<>();
    if (dossier.idea() == null) {
      makers.addAll(authors);
    } else {
      addLineage(dossier.idea(), authors, sponsors, makers);
    }
    authors.addAll(sponsors);
    authors.addAll(makers);
    sponsors.removeAll(makers);
    if (eligible.sponsors() == Own.ALLOWED) {
      authors.removeAll(sponsors);
    }
    if (eligible.authors() == Own.ALLOWED) {
      authors.retainAll(sponsors);
    }
    return authors;
  }

  /** Nobody judges the rules by which an own idea will be judged, also one proposed since. */
  Set<String> boundByRules(Dossier dossier, Eligible eligible) {
    if (dossier.kind() != ReviewKind.RULE_CHANGE || eligible.authors() == Own.ALLOWED) {
      return Set.of();
    }
    UUID program = dossier.programId();
    return program == null
        ? subjects.openAuthorsUnder(
            String.valueOf(dossier.requireQuestion().content().get("policy")))
        : subjects.openAuthors(program);
  }

  /** Of an idea that nobody told of, what is shown is all that there is. */
  private void addLineage(
      Dossier.Idea shown, Set<String> authors, Set<String> sponsors, Set<String> makers) {
    Optional<KnownIdea> idea = subjects.findIdea(shown.id());
    if (idea.isEmpty()) {
      add(shown.provenance(), shown.authors(), sponsors, makers);
    }
    for (int i = 0; i < MOST_REPETITIONS && idea.isPresent(); i++) {
      authors.addAll(idea.get().authors());
      IdeaProposed proposed = idea.get().proposed();
      add(proposed.provenance(), proposed.authors(), sponsors, makers);
      idea = Optional.ofNullable(idea.get().proposed().rebasedFrom()).flatMap(subjects::findIdea);
    }
  }

  /** The sponsor stands among the authors too, but made nothing. */
  private static void add(
      Provenance provenance, List<String> authors, Set<String> sponsors, Set<String> makers) {
    String sponsor = provenance.sponsor();
    makers.add(provenance.principal());
    authors.stream().filter(author -> !author.equals(sponsor)).forEach(makers::add);
    if (sponsor != null) {
      sponsors.add(sponsor);
    }
  }
}
