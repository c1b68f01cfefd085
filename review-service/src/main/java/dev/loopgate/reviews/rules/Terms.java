package dev.loopgate.reviews.rules;

import dev.loopgate.contracts.access.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of review asks for: conditions that facts must meet, and people who must approve.
 *
 * @param rule what decisions of {@code decidedWhen} are called
 * @param decidedWhen CEL; where it is true a rule decides and nobody is asked. Null means never
 * @param conditions each becomes a requirement
 * @param quorum the people who must approve; one person fills one place
 * @param minimumEvidence what must be there; missing evidence is an error
 * @param copyWhen CEL over the change between two dossiers; where it is true an approval of the
 *     older one stays current. Null means never
 * @param approvalExpires how long an approval counts; null means for ever
 * @param decisionExpires how long the review waits before it is rejected; null means for ever
 * @param override who may set a veto aside; null means nobody
 * @param blindFirstVotes whether the votes of others are hidden until one has voted
 * @param authentication how fresh and strong the voter's login must be; null means as any other
 */
public record Terms(
    String rule,
    @Nullable String decidedWhen,
    List<Condition> conditions,
    List<Quorum> quorum,
    Eligible eligible,
    Set<Evidence> minimumEvidence,
    @Nullable String copyWhen,
    @Nullable Duration approvalExpires,
    @Nullable Duration decisionExpires,
    Veto veto,
    @Nullable VetoOverride override,
    boolean blindFirstVotes,
    @Nullable Authentication authentication) {
  /** The most people that a review can ask for. */
  public static final int MOST_PEOPLE = 20;

  private static final int MOST_CONDITIONS = 50;

  /** Names of what the rules themselves ask for. */
  private static final Set<String> TAKEN =
      Set.of("policy", "flag", "no-veto", "registration", "evidence", "guards", "isolation");

  /** What a decision is said to come from when no rule of the policy made it. */
  private static final Set<String> NO_RULES =
      Set.of(Assessment.VOTES, Assessment.BREAK_GLASS, Assessment.EXPIRED);

  public Terms {
    conditions = List.copyOf(conditions);
    quorum = List.copyOf(quorum);
    minimumEvidence = Set.copyOf(minimumEvidence);
    Names.require("rule", rule);
    if (NO_RULES.contains(rule)) {
      throw new IllegalArgumentException("no rule can be called " + rule);
    }
    requirePeople(quorum);
    requireDistinctNames(rule, conditions, quorum);
    requirePositive("approvalExpires", approvalExpires);
    requirePositive("decisionExpires", decisionExpires);
    if (conditions.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException("more than %d conditions".formatted(MOST_CONDITIONS));
    }
  }

  /** The roles of which a voter must have one. */
  public Set<Role> votingRoles() {
    Set<Role> roles = new HashSet<>();
    quorum.forEach(part -> roles.addAll(part.roles()));
    if (override != null) {
      roles.add(override.role());
    }
    return Set.copyOf(roles);
  }

  private static void requirePeople(List<Quorum> quorum) {
    long people = quorum.stream().mapToLong(Quorum::count).sum();
    if (quorum.stream().noneMatch(part -> part.appliesWhen() == null)) {
      throw new IllegalArgumentException(
          "without a requirement that always applies nobody would decide");
    }
    if (people > MOST_PEOPLE) {
      throw new IllegalArgumentException("%d people are too many".formatted(people));
    }
  }

  private static void requireDistinctNames(
      String rule, List<Condition> conditions, List<Quorum> quorum) {
    Set<String> names = new HashSet<>(TAKEN);
    names.add(rule);
    conditions.forEach(condition -> requireNew(names, condition.name()));
    quorum.forEach(part -> requireNew(names, part.name()));
  }

  private static void requireNew(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("the name %s is taken".formatted(name));
    }
  }

  static void requirePositive(String what, @Nullable Duration duration) {
    if (duration != null && !duration.isPositive()) {
      throw new IllegalArgumentException(what + " must be more than nothing");
    }
  }

  /** What a veto does. */
  public enum Veto {
    /** Seals a rejection at once. */
    REJECTS,
    /** Keeps the review open until its holder withdraws it, or two people set it aside. */
    BLOCKS
  }

  /** Something that an adoption cannot go without. */
  public enum Evidence {
    /** The plan that was recorded before the first run, and the evidence belongs to it. */
    REGISTRATION,
    /** What the experiment showed, as its digest says. */
    EVIDENCE,
    /** A result for each guard of the plan, and none is broken. */
    GUARDS
  }

  /**
   * A requirement that facts meet.
   *
   * @param appliesWhen CEL; null means always
   * @param satisfiedWhen CEL
   * @param message in words, for people who wonder what is missing
   */
  public record Condition(
      String name, @Nullable String appliesWhen, String satisfiedWhen, String message) {
    public Condition {
      Names.require("condition", name);
    }
  }

  /**
   * A requirement that people meet.
   *
   * @param roles one of which each of them has
   * @param count how many, at least 1
   * @param appliesWhen CEL; null means always
   */
  public record Quorum(String name, Set<Role> roles, int count, @Nullable String appliesWhen) {
    public Quorum {
      Names.require("requirement", name);
      roles = Set.copyOf(roles);
      if (roles.isEmpty() || count < 1) {
        throw new IllegalArgumentException(
            "requirement %s needs a role and at least one person".formatted(name));
      }
    }
  }

  /** Whether those who made or asked for something may judge it. */
  public record Eligible(Own authors, Own sponsors) {
    /** Who judges what is one's own. */
    public enum Own {
      EXCLUDED,
      ALLOWED
    }
  }

  /** So many people with the role, each with a reason, set a veto aside. */
  public record VetoOverride(Role role, int people) {
    public VetoOverride {
      if (people < 2) {
        throw new IllegalArgumentException("one person alone never sets a veto aside");
      }
    }
  }

  /**
   * How a voter must have logged in.
   *
   * @param atMost how long ago; null means any time
   * @param acr the authentication contexts that are good enough; empty means any
   */
  public record Authentication(@Nullable Duration atMost, List<String> acr) {
    public Authentication {
      requirePositive("authentication", atMost);
      acr = List.copyOf(acr);
    }
  }
}
