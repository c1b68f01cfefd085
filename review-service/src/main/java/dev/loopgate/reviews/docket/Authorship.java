package dev.loopgate.reviews.docket;

import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.subject.AuthorStore;
import dev.loopgate.reviews.subject.AuthorStore.OpenIdea;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks up who may not judge, in two queries however many dossiers there are. */
@ApplicationScoped
class Authorship {
  private final AuthorStore store;

  @Inject
  Authorship(AuthorStore store) {
    this.store = store;
  }

  /** Those who made or asked for what some dossiers show, as it is known now. */
  KnownAuthors of(Collection<Dossier> dossiers) {
    Set<UUID> ideas =
        dossiers.stream()
            .map(Dossier::idea)
            .filter(Objects::nonNull)
            .map(Dossier.Idea::id)
            .collect(Collectors.toSet());
    return new KnownAuthors(store.lineage(ideas), judgedBy(dossiers));
  }

  /** The open ideas that other rules would judge. */
  private List<OpenIdea> judgedBy(Collection<Dossier> dossiers) {
    List<Dossier> changes =
        dossiers.stream().filter(dossier -> dossier.kind() == ReviewKind.RULE_CHANGE).toList();
    if (changes.isEmpty()) {
      return List.of();
    }
    return store.openIdeas(
        changes.stream().map(Dossier::programId).filter(Objects::nonNull).toList(),
        changes.stream()
            .filter(dossier -> dossier.programId() == null)
            .map(KnownAuthors::changedPolicy)
            .toList());
  }
}
