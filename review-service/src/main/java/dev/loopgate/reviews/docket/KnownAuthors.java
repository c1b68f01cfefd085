package dev.loopgate.reviews.docket;

import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Terms.Eligible;
import dev.loopgate.reviews.rules.Terms.Eligible.Own;
import dev.loopgate.reviews.subject.AuthorStore.OpenIdea;
import dev.loopgate.reviews.subject.KnownIdea;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may not judge: computed each time, from the idea as it is known now and as it was shown, and
 * from all the ideas that it repeats. Whoever answered for an agent once does so for ever.
 *
 * @param ideas what the dossiers are about, and what that repeats
 * @param open ideas that are judged by the rules which the dossiers change
 */
record KnownAuthors(Map<UUID, KnownIdea> ideas, List<OpenIdea> open) {
  /** An idea that repeats more than this is nobody's any more. */
  private static final int MOST_REPETITIONS = 1000;

  KnownAuthors {
    ideas = Map.copyOf(ideas);
    open = List.copyOf(open);
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
    return open.stream()
        .filter(idea -> isJudged(idea, dossier))
        .flatMap(idea -> idea.authors().stream())
        .collect(Collectors.toSet());
  }

  private static boolean isJudged(OpenIdea idea, Dossier change) {
    UUID program = change.programId();
    return program == null
        ? idea.policy().startsWith(changedPolicy(change) + "@")
        : program.equals(idea.programId());
  }

  /** The name of the policy that a rule change is about, when it is about no program. */
  static String changedPolicy(Dossier change) {
    return String.valueOf(change.requireQuestion().content().get("policy"));
  }

  /** Of an idea that nobody told of, what is shown is all that there is. */
  private void addLineage(
      Dossier.Idea shown, Set<String> authors, Set<String> sponsors, Set<String> makers) {
    KnownIdea idea = ideas.get(shown.id());
    if (idea == null) {
      add(shown.provenance(), shown.authors(), sponsors, makers);
    }
    for (int i = 0; i < MOST_REPETITIONS && idea != null; i++) {
      authors.addAll(idea.authors());
      sponsors.addAll(idea.sponsors());
      IdeaProposed proposed = idea.proposed();
      add(proposed.provenance(), proposed.authors(), sponsors, makers);
      idea = find(proposed.rebasedFrom());
    }
  }

  private @Nullable KnownIdea find(@Nullable UUID id) {
    return id == null ? null : ideas.get(id);
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
