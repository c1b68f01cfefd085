package dev.loopgate.reviews.amendment;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.reviews.DecisionMade;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.amendment.AppliedPolicy.Outcome;
import dev.loopgate.reviews.asking.Reviews;
import dev.loopgate.reviews.policy.KnownPolicy;
import dev.loopgate.reviews.policy.Policies;
import dev.loopgate.reviews.policy.PolicyFile;
import dev.loopgate.reviews.policy.PolicyView;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.review.Question;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies policies. A new name is in force at once, because no program asks for it yet; a new
 * version of a name is a change of rules, judged under the version in force, and who asks for it
 * does not judge it.
 */
@ApplicationScoped
public class Amendments {
  static final ProblemType UNUSABLE_POLICY =
      new ProblemType("unusable-policy", 409, "No version of the policy can judge its change");

  private final Policies policies;
  private final AmendmentStore store;
  private final Reviews reviews;
  private final LogStore record;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Amendments(
      Policies policies,
      AmendmentStore store,
      Reviews reviews,
      LogStore record,
      Clock clock,
      Ids ids) {
    this.policies = policies;
    this.store = store;
    this.reviews = reviews;
    this.record = record;
    this.clock = clock;
    this.ids = ids;
  }

  private record Outdated(UUID amendmentId, String review, String reason) {}

  /** What applying a file would come to; nothing changes. */
  @Transactional
  public AppliedPolicy check(byte[] body) {
    PolicyFile file = policies.read(body);
    return outcome(file, policies.view(file.metadata().name()).orElse(null), null);
  }

  /**
   * Applies a file.
   *
   * @param reason for the people who judge a change
   */
  @Transactional
  public AppliedPolicy apply(byte[] body, String reason, String subject) {
    PolicyFile file = policies.read(body);
    policies.lock();
    PolicyView before = policies.view(file.metadata().name()).orElse(null);
    if (before == null) {
      policies.putInForce(file, 1, subject);
      return outcome(file, null, null);
    }
    if (before.digest().equals(Json.digest(file))) {
      return outcome(file, before, null);
    }
    Amendment same = asked(file, before.version() + 1);
    return outcome(
        file, before, same == null ? propose(file, before, reason, subject) : same.reviewKey());
  }

  /** Carries a decision out, in the transaction that seals it. */
  void decided(@Observes DecisionMade decision) {
    if (decision.kind() != ReviewKind.RULE_CHANGE || decision.programId() != null) {
      return;
    }
    policies.lock();
    store.open().stream()
        .filter(amendment -> amendment.id().equals(decision.subjectId()))
        .findFirst()
        .filter(amendment -> store.tryEnd(amendment.id(), decision.outcome().name()))
        .filter(amendment -> decision.outcome() == DecisionMade.Outcome.CHANGE_RULES)
        .ifPresent(this::putInForce);
  }

  private void putInForce(Amendment amendment) {
    policies.putInForce(amendment.file(), amendment.version(), amendment.proposedBy());
    store.open().stream()
        .filter(other -> other.name().equals(amendment.name()))
        .forEach(other -> endOutdated(other, amendment));
  }

  /** What was asked of a version that is no longer in force is asked again, or not at all. */
  private void endOutdated(Amendment other, Amendment adopted) {
    String reason =
        "%s@%d is in force now; apply the file again to change that"
            .formatted(adopted.name(), adopted.version());
    store.tryEnd(other.id(), "OUTDATED");
    reviews.withdraw(other.reviewKey(), reason);
    record.append("policy.change-outdated", new Outdated(other.id(), other.reviewKey(), reason));
  }

  private @Nullable Amendment asked(PolicyFile file, int version) {
    String digest = Json.digest(file);
    return store.open().stream()
        .filter(open -> open.name().equals(file.metadata().name()) && open.version() == version)
        .filter(open -> Json.digest(open.file()).equals(digest))
        .findFirst()
        .orElse(null);
  }

  private String propose(PolicyFile file, PolicyView before, String reason, String subject) {
    String name = file.metadata().name();
    Instant now = clock.instant();
    Amendment amendment =
        new Amendment(
            ids.next(),
            "policy-%s-change-%d".formatted(name, store.count(name) + 1),
            name,
            before.version() + 1,
            Json.write(file),
            subject,
            now);
    store.add(amendment);
    reviews.ask(
        new Question(
            ReviewKind.RULE_CHANGE,
            amendment.id(),
            amendment.reviewKey(),
            null,
            Question.ALL_PROGRAMS,
            0,
            null,
            0,
            judge(name),
            "Policy %s becomes version %d".formatted(name, amendment.version()),
            reason,
            List.of(subject),
            content(file, before),
            now));
    return amendment.reviewKey();
  }

  /** The newest version that can be used; a broken one could never be mended otherwise. */
  private String judge(String name) {
    return policies
        .newestUsable(name)
        .map(KnownPolicy::ref)
        .orElseThrow(() ->
            new ProblemException(
                UNUSABLE_POLICY,
                "No version of %s can be used any more, so nobody can judge its change. Apply the file under another name and let the programs ask for that."
                    .formatted(name)));
  }

  private static Map<String, Object> content(PolicyFile file, PolicyView before) {
    return Map.of(
        "policy",
        file.metadata().name(),
        "digest",
        Json.digest(file),
        "before",
        before.policy() == null ? Map.of() : asMap(before.policy()),
        "after",
        asMap(file));
  }

  private static Map<String, Object> asMap(PolicyFile file) {
    return Json.mapper().convertValue(file, new TypeReference<Map<String, Object>>() {});
  }

  private static AppliedPolicy outcome(
      PolicyFile file, @Nullable PolicyView before, @Nullable String review) {
    String name = file.metadata().name();
    String digest = Json.digest(file);
    if (before == null) {
      return new AppliedPolicy(name + "@1", digest, Outcome.CREATED, null);
    }
    return before.digest().equals(digest)
        ? new AppliedPolicy(before.ref(), digest, Outcome.UNCHANGED, null)
        : new AppliedPolicy(
            "%s@%d".formatted(name, before.version() + 1), digest, Outcome.PROPOSED, review);
  }
}
