package dev.loopgate.reviews.docket;

import dev.loopgate.reviews.ballot.Vote;
import dev.loopgate.reviews.delegation.DelegationStore;
import dev.loopgate.reviews.docket.AroundStore.Around;
import dev.loopgate.reviews.plant.Plant;
import dev.loopgate.reviews.plant.PlantStore;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.review.DossierVersion;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.review.ShownDossiers;
import dev.loopgate.reviews.rules.Assessment;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Electorate;
import dev.loopgate.reviews.rules.Findings;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Standing;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.reviews.rules.Terms.Eligible;
import dev.loopgate.reviews.rules.Terms.Eligible.Own;
import dev.loopgate.reviews.rules.VoteHistory;
import dev.loopgate.reviews.waiver.Waiver;
import dev.loopgate.reviews.waiver.WaiverStore;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what the rules need to assess reviews: their terms, their votes, their authors.
 * In a fixed number of queries, however many reviews there are.
 */
@ApplicationScoped
public class Assessments {
  private static final Eligible NOBODY_OWN = new Eligible(Own.EXCLUDED, Own.EXCLUDED);

  /** What is the same for all reviews of a page: who made what, who votes, where it can run. */
  private record Surroundings(KnownAuthors authors, Around around) {}

  private final Authorship authorship;
  private final Policies policies;
  private final DelegationStore delegations;
  private final WaiverStore waivers;
  private final PlantStore plants;
  private final AroundStore around;
  private final Clock clock;

  @Inject
  Assessments(
      Authorship authorship,
      Policies policies,
      DelegationStore delegations,
      WaiverStore waivers,
      PlantStore plants,
      AroundStore around,
      Clock clock) {
    this.authorship = authorship;
    this.policies = policies;
    this.delegations = delegations;
    this.waivers = waivers;
    this.plants = plants;
    this.around = around;
    this.clock = clock;
  }

  /** How a review stands now. */
  public Docket docket(Review review) {
    return dockets(List.of(review)).getFirst();
  }

  /** How reviews stand now, in the same order. */
  List<Docket> dockets(List<Review> reviews) {
    List<UUID> ids = reviews.stream().map(Review::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, ShownDossiers> shown = DossierVersion.shown(ids);
    Map<UUID, List<Vote>> votes =
        Vote.of(ids).stream().collect(Collectors.groupingBy(Vote::reviewId));
    Function<UUID, VoteHistory> histories = histories(ids, shown, votes);
    Map<UUID, Plant> planted = plants.ofReviews(ids);
    Surroundings surroundings =
        new Surroundings(
            authorship.of(shown.values().stream().map(ShownDossiers::current).toList()),
            around.read());
    return reviews.stream()
        .map(review ->
            docket(
                review,
                Objects.requireNonNull(shown.get(review.id()), review.key()).current(),
                votes.getOrDefault(review.id(), List.of()),
                histories.apply(review.id()),
                planted.get(review.id()),
                surroundings))
        .toList();
  }

  private Function<UUID, VoteHistory> histories(
      List<UUID> ids, Map<UUID, ShownDossiers> shown, Map<UUID, List<Vote>> votes) {
    Map<UUID, List<Waiver>> waived =
        waivers.of(ids).stream().collect(Collectors.groupingBy(Waiver::reviewId));
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
            Objects.requireNonNull(shown.get(id)).editions(),
            calls(waived, id, Waiver::override),
            calls(waived, id, Waiver::glass),
            revoked);
  }

  private static <T> List<T> calls(
      Map<UUID, List<Waiver>> waived, UUID review, Function<Waiver, @Nullable T> kind) {
    return waived.getOrDefault(review, List.of()).stream()
        .flatMap(waiver -> Stream.ofNullable(kind.apply(waiver)))
        .toList();
  }

  private Docket docket(
      Review review,
      Dossier dossier,
      List<Vote> votes,
      VoteHistory history,
      @Nullable Plant plant,
      Surroundings surroundings) {
    KnownPolicy known = policies.version(review.policy()).orElse(null);
    Policy policy = known == null ? null : known.policy();
    Terms terms = policy == null ? null : policy.terms(review.kind());
    Eligible eligible = terms == null ? NOBODY_OWN : terms.eligible();
    Set<String> authors = surroundings.authors().authors(dossier, eligible);
    Set<String> bound = surroundings.authors().boundByRules(dossier, eligible);
    Electorate electorate = electorate(history, authors, bound, terms);
    Standing standing = electorate.standing(surroundings.around().people(), glass(policy));
    Findings findings =
        (known == null ? Findings.of(Map.of()) : known.findings(dossier))
            .offering(surroundings.around().offered());
    Assessment assessment = Assessment.of(policy, dossier, findings, standing);
    Electorate rights =
        plant == null ? electorate : electorate(history, with(authors, plant), bound, terms);
    return new Docket(
        review,
        dossier,
        policy,
        terms,
        findings,
        votes,
        history,
        rights,
        standing,
        assessment,
        plant);
  }

  private Electorate electorate(
      VoteHistory history, Set<String> authors, Set<String> bound, @Nullable Terms terms) {
    return new Electorate(
        history, authors, bound, terms == null ? null : terms.approvalExpires(), clock.instant());
  }

  /** Who planted has no say, but stands among those who could vote: nobody must miss them there. */
  private static Set<String> with(Set<String> authors, Plant plant) {
    Set<String> more = new HashSet<>(authors);
    more.add(plant.planter());
    return more;
  }

  private static Electorate.@Nullable Glass glass(@Nullable Policy policy) {
    return policy == null || policy.breakGlass() == null ? null : glass(policy.breakGlass());
  }

  public static Electorate.Glass glass(Policy.BreakGlass terms) {
    return new Electorate.Glass(terms.people(), terms.expires());
  }

  /** Whether approvals of what a review shows stay current for what it shows next. */
  public boolean carriesApprovals(Review review, Dossier next) {
    return policies
        .version(review.policy())
        .filter(_ -> review.dossierVersion() > 0)
        .map(known ->
            known.carriesApprovals(
                DossierVersion.current(List.of(review.id())).getFirst().dossier(), next))
        .orElse(false);
  }

  public @Nullable Policy policy(Review review) {
    return policies.version(review.policy()).map(KnownPolicy::policy).orElse(null);
  }
}
