package dev.loopgate.reviews.policy;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Terms;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as people write it: durations are texts such as {@code 14d}, conditions are CEL. */
public record PolicyFile(
    @Schema(required = true) String apiVersion,
    @Schema(required = true) String kind,
    @Schema(required = true) PolicyMetadata metadata,
    @Schema(required = true) PolicySpec spec) {
  public static final String API_VERSION = "loopgate.dev/v1";
  public static final String KIND = "Policy";

  /** What the policy is called. */
  public record PolicyMetadata(@Schema(required = true) String name, @Nullable String title) {}

  /**
   * The terms.
   *
   * @param minimumIsolation the weakest sandbox that runs may use
   * @param dailyLoad how many reviews a person may decide in a day before an alarm; absent means 20
   * @param breakGlass how people decide in an emergency; absent means not at all
   * @param reviews the terms of each kind of review
   */
  public record PolicySpec(
      @Nullable String description,
      @Schema(required = true) Isolation minimumIsolation,
      @Nullable Integer dailyLoad,
      @Nullable PolicyBreakGlass breakGlass,
      @Schema(required = true) Map<ReviewKind, PolicyTerms> reviews) {}

  /** Emergency: so many people with the role, for so long, and others look at it afterwards. */
  public record PolicyBreakGlass(
      @Schema(required = true) String role,
      @Nullable Integer people,
      @Nullable String expires,
      @Nullable String postReview) {}

  /**
   * The terms of one kind of review.
   *
   * @param rule what decisions of {@code decidedWhen} are called; absent means {@code rule}
   * @param decidedWhen CEL; where it is true a rule decides without people (CLEARANCE only)
   * @param conditions requirements that facts meet
   * @param requirements requirements that people meet; one person fills one place
   * @param eligible whether authors and sponsors may judge; absent means neither
   * @param minimumEvidence what an ADOPTION cannot go without: registration, evidence, guards
   * @param copyWhen CEL over the change between two dossiers: where it is true approvals stay
   *     current
   * @param approvalExpires for example {@code 14d}
   * @param decisionExpires after this the review is rejected
   * @param veto what a veto does; absent means it rejects
   * @param override who may set a veto aside; absent means nobody
   * @param blindFirstVotes whether votes of others are hidden until one has voted
   * @param authentication how fresh and strong a voter's login must be
   */
  public record PolicyTerms(
      @Nullable String rule,
      @Nullable String decidedWhen,
      @Nullable List<PolicyCondition> conditions,
      @Nullable List<PolicyPeople> requirements,
      @Nullable PolicyEligible eligible,
      @Nullable List<Terms.Evidence> minimumEvidence,
      @Nullable String copyWhen,
      @Nullable String approvalExpires,
      @Nullable String decisionExpires,
      Terms.@Nullable Veto veto,
      @Nullable PolicyOverride override,
      @Nullable Boolean blindFirstVotes,
      @Nullable PolicyAuthentication authentication) {
    public PolicyTerms {
      conditions = conditions == null ? null : List.copyOf(conditions);
      requirements = requirements == null ? null : List.copyOf(requirements);
      minimumEvidence = minimumEvidence == null ? null : List.copyOf(minimumEvidence);
    }
  }

  /** A requirement that facts meet: CEL, and words for people. */
  public record PolicyCondition(
      @Schema(required = true) String name,
      @Nullable String appliesWhen,
      @Schema(required = true) String satisfiedWhen,
      @Nullable String message) {}

  /** A requirement that people meet: so many with the role, or with one of the roles. */
  public record PolicyPeople(
      @Schema(required = true) String name,
      @Nullable String role,
      @Nullable List<String> roles,
      @Nullable Integer count,
      @Nullable String appliesWhen) {
    public PolicyPeople {
      roles = roles == null ? null : List.copyOf(roles);
    }
  }

  /** Whether those who made or asked for something may judge it; absent means not. */
  public record PolicyEligible(
      Terms.Eligible.@Nullable Own authors, Terms.Eligible.@Nullable Own sponsors) {}

  /** So many people with the role set a veto aside, each with a reason. */
  public record PolicyOverride(@Schema(required = true) String role, @Nullable Integer people) {}

  /** A login at most so long ago, in one of the contexts. */
  public record PolicyAuthentication(@Nullable String atMost, @Nullable List<String> acr) {
    public PolicyAuthentication {
      acr = acr == null ? null : List.copyOf(acr);
    }
  }
}
