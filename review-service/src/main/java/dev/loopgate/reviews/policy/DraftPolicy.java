package dev.loopgate.reviews.policy;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.policy.PolicyFile.PolicyAuthentication;
import dev.loopgate.reviews.policy.PolicyFile.PolicyBreakGlass;
import dev.loopgate.reviews.policy.PolicyFile.PolicyCondition;
import dev.loopgate.reviews.policy.PolicyFile.PolicyEligible;
import dev.loopgate.reviews.policy.PolicyFile.PolicyOverride;
import dev.loopgate.reviews.policy.PolicyFile.PolicyPeople;
import dev.loopgate.reviews.policy.PolicyFile.PolicySpec;
import dev.loopgate.reviews.policy.PolicyFile.PolicyTerms;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.reviews.rules.Terms.Eligible.Own;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a policy file says into terms, or says everything that is wrong with it. */
final class DraftPolicy {
  private static final int USUAL_DAILY_LOAD = 20;

  /** Roles that people have; workers and services never judge. */
  private static final List<String> ROLES =
      Arrays.stream(Role.values())
          .filter(role -> role != Role.WORKER && role != Role.PEER)
          .map(Role::spelling)
          .toList();

  private final Faults faults;

  private DraftPolicy(Faults faults) {
    this.faults = faults;
  }

  /** The policy; empty when something was added to the faults. */
  static Optional<Policy> of(PolicyFile file, int version, Faults faults) {
    return new DraftPolicy(faults).policy(file, version);
  }

  private Optional<Policy> policy(PolicyFile file, int version) {
    PolicySpec spec = file.spec();
    Map<ReviewKind, Terms> reviews = new EnumMap<>(ReviewKind.class);
    for (ReviewKind kind : ReviewKind.values()) {
      String pointer = "/spec/reviews/" + kind;
      faults
          .required(spec.reviews().get(kind), pointer)
          .flatMap(terms -> terms(terms, pointer))
          .ifPresent(terms -> reviews.put(kind, terms));
    }
    Optional<Policy.BreakGlass> breakGlass =
        Optional.ofNullable(spec.breakGlass()).flatMap(this::breakGlass);
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    return faults.made(
        "/spec/reviews",
        () ->
            new Policy(
                file.metadata().name(),
                version,
                Objects.requireNonNullElse(file.metadata().title(), file.metadata().name()),
                Objects.requireNonNullElse(spec.description(), ""),
                spec.minimumIsolation(),
                Objects.requireNonNullElse(spec.dailyLoad(), USUAL_DAILY_LOAD),
                breakGlass.orElse(null),
                reviews));
  }

  private Optional<Policy.BreakGlass> breakGlass(PolicyBreakGlass glass) {
    String pointer = "/spec/breakGlass";
    Optional<Role> role = role(glass.role(), pointer + "/role");
    Optional<Duration> expires = span(glass.expires(), pointer + "/expires");
    Optional<Duration> postReview = span(glass.postReview(), pointer + "/postReview");
    if (role.isEmpty() || expires.isEmpty() || postReview.isEmpty()) {
      faults.add(pointer, "needs role, expires and postReview");
      return Optional.empty();
    }
    return faults.made(
        pointer,
        () ->
            new Policy.BreakGlass(
                role.get(),
                Objects.requireNonNullElse(glass.people(), 2),
                expires.get(),
                postReview.get()));
  }

  private Optional<Terms> terms(PolicyTerms terms, String pointer) {
    List<Terms.Condition> conditions = new ArrayList<>();
    each(terms.conditions(), pointer + "/conditions", this::condition, conditions);
    List<Terms.Quorum> quorum = new ArrayList<>();
    each(terms.requirements(), pointer + "/requirements", this::people, quorum);
    Optional<Duration> approvals = span(terms.approvalExpires(), pointer + "/approvalExpires");
    Optional<Duration> decisions = span(terms.decisionExpires(), pointer + "/decisionExpires");
    Optional<Terms.VetoOverride> override =
        Optional.ofNullable(terms.override()).flatMap(o -> override(o, pointer + "/override"));
    Optional<Terms.Authentication> authentication =
        Optional.ofNullable(terms.authentication())
            .flatMap(a -> authentication(a, pointer + "/authentication"));
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    return faults.made(
        pointer,
        () ->
            new Terms(
                Objects.requireNonNullElse(terms.rule(), "rule"),
                terms.decidedWhen(),
                conditions,
                quorum,
                eligible(terms.eligible()),
                Set.copyOf(Objects.requireNonNullElse(terms.minimumEvidence(), List.of())),
                terms.copyWhen(),
                approvals.orElse(null),
                decisions.orElse(null),
                Objects.requireNonNullElse(terms.veto(), Terms.Veto.REJECTS),
                override.orElse(null),
                Boolean.TRUE.equals(terms.blindFirstVotes()),
                authentication.orElse(null)));
  }

  @FunctionalInterface
  private interface Part<F, T> {
    Optional<T> of(F written, String pointer);
  }

  private <F, T> void each(
      @Nullable List<F> written, String pointer, Part<F, T> part, List<T> made) {
    List<F> all = Objects.requireNonNullElse(written, List.of());
    for (int i = 0; i < all.size(); i++) {
      part.of(all.get(i), pointer + "/" + i).ifPresent(made::add);
    }
  }

  private Optional<Terms.Condition> condition(PolicyCondition written, String pointer) {
    if (faults.required(written.name(), pointer + "/name").isEmpty()
        || faults.required(written.satisfiedWhen(), pointer + "/satisfiedWhen").isEmpty()) {
      return Optional.empty();
    }
    return faults.made(
        pointer,
        () ->
            new Terms.Condition(
                written.name(),
                unlessAlways(written.appliesWhen()),
                written.satisfiedWhen(),
                Objects.requireNonNullElse(written.message(), written.satisfiedWhen())));
  }

  private Optional<Terms.Quorum> people(PolicyPeople written, String pointer) {
    List<Role> roles = new ArrayList<>();
    each(written.roles(), pointer + "/roles", this::role, roles);
    if (written.role() != null) {
      role(written.role(), pointer + "/role").ifPresent(roles::add);
    }
    if (faults.required(written.name(), pointer + "/name").isEmpty()) {
      return Optional.empty();
    }
    return faults.made(
        pointer,
        () ->
            new Terms.Quorum(
                written.name(),
                Set.copyOf(roles),
                Objects.requireNonNullElse(written.count(), 1),
                unlessAlways(written.appliesWhen())));
  }

  private Optional<Terms.VetoOverride> override(PolicyOverride written, String pointer) {
    return role(written.role(), pointer + "/role")
        .flatMap(role ->
            faults.made(
                pointer,
                () ->
                    new Terms.VetoOverride(role, Objects.requireNonNullElse(written.people(), 2))));
  }

  private Optional<Terms.Authentication> authentication(
      PolicyAuthentication written, String pointer) {
    Optional<Duration> atMost = span(written.atMost(), pointer + "/atMost");
    return faults.made(
        pointer,
        () ->
            new Terms.Authentication(
                atMost.orElse(null), Objects.requireNonNullElse(written.acr(), List.of())));
  }

  private static Terms.Eligible eligible(@Nullable PolicyEligible written) {
    if (written == null) {
      return new Terms.Eligible(Own.EXCLUDED, Own.EXCLUDED);
    }
    return new Terms.Eligible(
        Objects.requireNonNullElse(written.authors(), Own.EXCLUDED),
        Objects.requireNonNullElse(written.sponsors(), Own.EXCLUDED));
  }

  private static @Nullable String unlessAlways(@Nullable String expression) {
    return expression == null || expression.strip().equals("true") ? null : expression;
  }

  private Optional<Role> role(@Nullable String spelling, String pointer) {
    Optional<Role> role =
        Optional.ofNullable(spelling).filter(ROLES::contains).flatMap(Role::spelt);
    if (role.isEmpty()) {
      faults.add(pointer, "is no role; roles are " + ROLES);
    }
    return role;
  }

  private Optional<Duration> span(@Nullable String text, String pointer) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Duration> span = Span.parse(text);
    if (span.isEmpty()) {
      faults.add(pointer, "is no span of time; write for example 90s, 15m, 24h or 14d");
    }
    return span;
  }
}
