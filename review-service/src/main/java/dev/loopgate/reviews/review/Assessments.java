package dev.loopgate.reviews.review;

import dev.loopgate.reviews.delegation.DelegationStore;
import dev.loopgate.reviews.plant.PlantStore;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.reviewer.ReviewerStore;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Edition;
import dev.loopgate.reviews.rules.Electorate;
import dev.loopgate.reviews.rules.Findings;
import dev.loopgate.reviews.rules.GlassBreak;
import dev.loopgate.reviews.rules.OverrideCall;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Standing;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.reviews.rules.Terms.Eligible;
import dev.loopgate.reviews.rules.Terms.Eligible.Own;
import dev.loopgate.reviews.rules.VoteHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what the rules need to assess reviews: their terms, their votes, their authors.
 * In a fixed number of queries, but for the authors.
 */
@ApplicationScoped
class Assessments {
  private static final Eligible NOBODY_OWN = new Eligible(Own.EXCLUDED, Own.EXCLUDED);

  private final Authorship authorship;
  private final Policies policies;
  private final DelegationStore delegations;
  private final WaiverStore waivers;
  private final ReviewerStore reviewers;
  private final PlantStore plants;
  private final Clock clock;

  @Inject
  Assessments(
      Authorship authorship,
      Policies policies,
      DelegationStore delegations,
      WaiverStore waivers,
      ReviewerStore reviewers,
      PlantStore plants,
      Clock clock) {
    this.authorship = authorship;
    this.policies = policies;
    this.delegations = delegations;
    this.waivers = waivers;
    this.reviewers = reviewers;
    this.plants = plants;
    this.clock = clock;
  }

  /** How a review stands now. */
  Docket docket(Review review) {
    return dockets(List.of(review)).getFirst();
  }

  /** How reviews stand now, in the same order. */
  List<Docket> dockets(List<Review> reviews) {
    List<UUID> ids = reviews.stream().map(Review::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, Dossier> dossiers =
        DossierVersion.current(ids).stream()
            .collect(Collectors.toMap(DossierVersion::reviewId, DossierVersion::dossier));
    Map<UUID, List<Vote>> votes =
        Vote.of(ids).stream().collect(Collectors.groupingBy(Vote::reviewId));
    Function<UUID, VoteHistory> histories = histories(ids, votes);
    Map<String, Set<dev.loopgate.contracts.access.Role>> known = reviewers.known();
    Map<UUID, String> planters = plants.planters(ids);
    return reviews.stream()
        .map(review ->
            docket(
                review,
                Objects.requireNonNull(dossiers.get(review.id()), review.key()),
                votes.getOrDefault(review.id(), List.of()),
                histories.apply(review.id()),
                planters.get(review.id()),
                known))
        .toList();
  }

  private Function<UUID, VoteHistory> histories(List<UUID> ids, Map<UUID, List<Vote>> votes) {
    Map<UUID, List<Edition>> editions = DossierVersion.editions(ids);
    Map<UUID, List<OverrideCall>> overrides = waivers.overrides(ids);
    Map<UUID, List<GlassBreak>> breaks = waivers.breaks(ids);
    Set<UUID> revoked =
        delegations.revoked(
            votes.values().stream()
                .flatMap(List::stream)
                .map(Vote::delegationId)
                .filter(Objects::nonNull)
                .toList());
    return id ->
        new VoteHistory(
            votes.getOrDefault(id, List.of()).stream().map(Vote::voice).toList(),
            editions.getOrDefault(id, List.of()),
            overrides.getOrDefault(id, List.of()),
            breaks.getOrDefault(id, List.of()),
            revoked);
  }

  private Docket docket(
      Review review,
      Dossier dossier,
      List<Vote> votes,
      VoteHistory history,
      @Nullable String planter,
      Map<String, Set<dev.loopgate.contracts.access.Role>> people) {
    KnownPolicy known = policies.version(review.policy()).orElse(null);
    Policy policy = known == null ? null : known.policy();
    Terms terms = policy == null ? null : policy.terms(review.kind());
    Set<String> authors = authorship.authors(dossier, eligible(terms));
    Electorate electorate = electorate(dossier, history, authors, terms);
    Standing standing = electorate.standing(people, glass(policy));
    Findings findings = known == null ? Findings.of(Map.of()) : known.findings(dossier);
    Assessment assessment = Assessment.of(policy, dossier, findings, standing);
    Electorate rights =
        planter == null ? electorate : without(planter, dossier, history, authors, terms);
    return new Docket(
        review, dossier, policy, terms, findings, votes, history, rights, standing, assessment);
  }

  private Electorate electorate(
      Dossier dossier, VoteHistory history, Set<String> authors, @Nullable Terms terms) {
    return new Electorate(
        history,
        authors,
        authorship.boundByRules(dossier, eligible(terms)),
        terms == null ? null : terms.approvalExpires(),
        clock.instant());
  }

  private static Terms.Eligible eligible(@Nullable Terms terms) {
    return terms == null ? NOBODY_OWN : terms.eligible();
  }

  /** Who planted has no say, but stands among those who could vote: nobody must miss them there. */
  private Electorate without(
      String planter,
      Dossier dossier,
      VoteHistory history,
      Set<String> authors,
      @Nullable Terms terms) {
    Set<String> more = new HashSet<>(authors);
    more.add(planter);
    return electorate(dossier, history, more, terms);
  }

  private static Electorate.@Nullable Glass glass(@Nullable Policy policy) {
    return policy == null || policy.breakGlass() == null ? null : glass(policy.breakGlass());
  }

  static Electorate.Glass glass(Policy.BreakGlass terms) {
    return new Electorate.Glass(terms.people(), terms.expires());
  }

  /** Whether approvals of what a review shows stay current for what it shows next. */
  boolean carriesApprovals(Review review, Dossier next) {
    return policies
        .version(review.policy())
        .filter(_ -> review.dossierVersion() > 0)
        .map(known ->
            known.carriesApprovals(
                DossierVersion.current(List.of(review.id())).getFirst().dossier(), next))
        .orElse(false);
  }

  @Nullable Policy policy(Review review) {
    return policies.version(review.policy()).map(KnownPolicy::policy).orElse(null);
  }
}
