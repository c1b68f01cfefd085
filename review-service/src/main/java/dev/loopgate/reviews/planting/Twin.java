package dev.loopgate.reviews.planting;

import dev.loopgate.chassis.time.Ids;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.review.Review;
import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.subject.KnownIdea;
import dev.loopgate.wire.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as the next idea of a program would have it, made after one that was real: every id and
 * digest of its own, against the baseline of today, and as if the experiment had just ended.
 */
final class Twin {
  /** From the end of an experiment until its review is open. */
  private static final Duration JUST_ENDED = Duration.ofSeconds(2);

  private final Dossier model;
  private final Dossier.Plan plan;
  private final Dossier.Evidence evidence;
  private final IdeaProposed newest;
  private final String policy;
  private final Ids ids;
  private final String key;
  private final Duration later;
  private final UUID ideaId;
  private final UUID experimentId;
  private final String workspace;

  /**
   * A twin of a model with plan and evidence.
   *
   * @param newest the newest idea of the program: its baseline and its policy are those of today
   * @param number that the idea pretends to have
   */
  Twin(Dossier model, KnownIdea newest, int number, Instant now, Ids ids) {
    this.model = model;
    this.newest = newest.proposed();
    this.policy = newest.policy();
    this.ids = ids;
    plan = Objects.requireNonNull(model.plan(), model.reviewKey());
    evidence = Objects.requireNonNull(model.evidence(), model.reviewKey());
    key = model.program() + "-" + number;
    later = Duration.between(evidence.concludedAt(), now.minus(JUST_ENDED));
    ideaId = idAt(model.requireIdea().proposedAt().plus(later));
    experimentId = idAt(plan.registration().registeredAt().plus(later));
    workspace = digest();
  }

  /** The dossier, with other words where there are some. */
  Dossier dossier(NewPlant words, @Nullable String policyDigest) {
    Registration registration = registration(plan.registration());
    String digest = Json.digest(registration);
    return new Dossier(
        Review.key(ReviewKind.ADOPTION, key),
        ReviewKind.ADOPTION,
        model.programId(),
        model.program(),
        newest.programVersion(),
        newest.generationId(),
        newest.generation(),
        policy,
        policyDigest,
        idea(model.requireIdea(), words),
        null,
        new Dossier.Plan(experimentId, digest, registration),
        evidence(digest),
        List.of());
  }

  private Dossier.Idea idea(Dossier.Idea idea, NewPlant words) {
    return new Dossier.Idea(
        ideaId,
        key,
        Objects.requireNonNullElse(words.title(), idea.title()),
        Objects.requireNonNullElse(words.hypothesis(), idea.hypothesis()),
        Objects.requireNonNullElse(words.summary(), idea.summary()),
        idea.provenance(),
        idea.authors(),
        idea.changedPaths(),
        idea.changedLines(),
        digest(),
        workspace,
        null,
        idea.flags(),
        idea.generator(),
        idea.proposedAt().plus(later));
  }

  private Registration registration(Registration r) {
    return new Registration(
        experimentId,
        ideaId,
        key,
        r.programId(),
        newest.programVersion(),
        newest.generationId(),
        newest.generation(),
        r.evaluatorDigest(),
        workspace,
        r.baselineWorkspace(),
        r.evaluatorWorkspace(),
        r.metric(),
        r.direction(),
        r.minimumEffect(),
        r.scale(),
        r.transform(),
        r.plausibleEffect(),
        r.lambdas(),
        r.guards(),
        r.minSeeds(),
        r.maxSeeds(),
        r.errorRate(),
        r.t(),
        r.adoptedBefore(),
        r.gamma(),
        r.alpha(),
        r.threshold(),
        digest(),
        r.minimumIsolation(),
        r.invalidatedBy(),
        r.registeredAt().plus(later),
        r.rule(),
        r.widths(),
        r.stake());
  }

  private Dossier.Evidence evidence(String registrationDigest) {
    return new Dossier.Evidence(
        evidence.verdict(),
        digest(),
        evidence.digestMatches(),
        registrationDigest,
        evidence.weakestIsolation(),
        evidence.runs(),
        evidence.flags(),
        evidence.claimedEffect(),
        evidence.tripwires(),
        evidence.concludedAt().plus(later));
  }

  private String digest() {
    return Json.digest(List.of(ids.next()));
  }

  /** A UUIDv7 of that time: its first 48 bits are milliseconds (RFC 9562). */
  private UUID idAt(Instant time) {
    UUID id = ids.next();
    return new UUID(
        (time.toEpochMilli() << 16) | (id.getMostSignificantBits() & 0xFFFF),
        id.getLeastSignificantBits());
  }
}
