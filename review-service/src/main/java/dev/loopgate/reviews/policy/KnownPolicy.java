package dev.loopgate.reviews.policy;

import dev.loopgate.reviews.rules.Dossier;
import dev.loopgate.reviews.rules.Findings;
import dev.loopgate.reviews.rules.Policy;
import org.jspecify.annotations.Nullable;

/**
 * One stored policy version, ready to judge. One that cannot be read or compiled any more is still
 * known: then everything that is asked of it is an error.
 */
public final class KnownPolicy {
  private final PolicyVersion version;
  private final @Nullable PolicyFile file;
  private final @Nullable Policy policy;
  private final @Nullable Conditions conditions;
  private final @Nullable String fault;

  private KnownPolicy(
      PolicyVersion version,
      @Nullable PolicyFile file,
      @Nullable Policy policy,
      @Nullable Conditions conditions,
      @Nullable String fault) {
    this.version = version;
    this.file = file;
    this.policy = policy;
    this.conditions = conditions;
    this.fault = fault;
  }

  /** Compiles what is stored. */
  static KnownPolicy of(PolicyVersion version) {
    Faults faults = new Faults();
    PolicyFile file = null;
    Policy policy = null;
    Conditions conditions = null;
    try {
      file = version.file();
      policy = DraftPolicy.of(file, version.version(), faults).orElse(null);
      conditions = policy == null ? null : new Conditions(policy, faults);
    } catch (RuntimeException e) {
      faults.add("", "it cannot be read: " + UsedFacts.firstLine(e));
    }
    return new KnownPolicy(version, file, policy, conditions, words(version, faults));
  }

  private static @Nullable String words(PolicyVersion version, Faults faults) {
    return faults.isEmpty()
        ? null
        : "policy %s cannot be used: %s".formatted(version.ref(), faults.list().getFirst().words());
  }

  /** Name and version, for example {@code standard@1}. */
  public String ref() {
    return version.ref();
  }

  /** {@code sha256:<hex>} of the canonical JSON of what was applied. */
  public String digest() {
    return version.digest();
  }

  /** The file that was applied; null when it cannot be read. */
  @Nullable PolicyFile file() {
    return file;
  }

  /** The terms; null when they cannot be read. */
  public @Nullable Policy policy() {
    return policy;
  }

  /** Why nothing can be decided under it; null when something can. */
  public @Nullable String fault() {
    return fault;
  }

  /** What its conditions come to for a dossier. */
  public Findings findings(Dossier dossier) {
    return fault != null || conditions == null
        ? Findings.broken(String.valueOf(fault))
        : conditions.findings(dossier);
  }

  /** Whether approvals of one dossier stay current for a later one. */
  public boolean carriesApprovals(Dossier before, Dossier after) {
    return fault == null && conditions != null && conditions.carries(before, after);
  }
}
