package dev.loopgate.reviews.rules;

import static org.assertj.core.api.Assertions.fail;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.reviews.DecisionMade.Outcome;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.contracts.reviews.VoteCast.Value;
import dev.loopgate.reviews.Samples;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.rules.Terms.Eligible;
import dev.loopgate.reviews.rules.Terms.Eligible.Own;
import dev.loopgate.reviews.rules.Terms.Quorum;
import dev.loopgate.reviews.rules.World.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Whatever people do in whatever order, the rules decide as a naive reading of them does. */
class AnySequenceTest {
  private static final Duration FORTNIGHT = Duration.ofDays(14);
  private static final Subject SUBJECT =
      new Subject(new UUID(0, 1), "digits", new UUID(0, 2), "digits-1", new UUID(0, 3));
  private static final Dossier COMPLETE = dossier(true);
  private static final Dossier WITHOUT_EVIDENCE = dossier(false);
  private static final Quorum ONE = new Quorum("one", Set.of(Role.REVIEWER), 1, null);
  private static final Quorum TWO = new Quorum("two", Set.of(Role.REVIEWER, Role.SAFETY), 2, null);
  private static final Quorum SAFE = new Quorum("safe", Set.of(Role.SAFETY), 1, null);

  @Property(tries = 10_000)
  void noSequenceMakesADecisionThatANaiveReadingDoesNotMakeOrMissesOne(
      @ForAll("steps") List<Step> steps, @ForAll("terms") Terms terms) {
    World world = new World();
    Policy policy = policy(terms);
    for (Step step : steps) {
      world.take(step);
      Outcome decided = decided(world, policy);
      Outcome expected = new Naive(world, terms).outcome();
      if (decided != expected) {
        fail("%s, but a naive reading makes it %s".formatted(decided, expected));
      }
    }
    Statistics.label("last outcome")
        .collect(String.valueOf(decided(world, policy)))
        .coverage(seen -> {
          seen.check("ADOPT").percentage(p -> p > 5);
          seen.check("REJECT").percentage(p -> p > 2);
          seen.check("null").percentage(p -> p > 20);
        });
  }

  private static @Nullable Outcome decided(World world, Policy policy) {
    Terms terms = policy.terms(ReviewKind.ADOPTION);
    Standing standing =
        new Electorate(
                world.history(), world.authors, world.bound, terms.approvalExpires(), world.now)
            .standing(world.roles, new Electorate.Glass(2, Duration.ofHours(24)));
    return Assessment.of(
            policy, world.evidence ? COMPLETE : WITHOUT_EVIDENCE, Findings.of(Map.of()), standing)
        .outcome();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> person = Arbitraries.integers().between(0, World.PEOPLE.size() - 1);
    Arbitrary<Value> value =
        Arbitraries.frequency(
            Tuple.of(12, Value.APPROVE),
            Tuple.of(2, Value.VETO),
            Tuple.of(1, Value.ABSTAIN),
            Tuple.of(1, Value.RECUSE),
            Tuple.of(3, Value.WITHDRAW));
    Arbitrary<Set<Role>> roles =
        Arbitraries.of(Role.REVIEWER, Role.SAFETY, Role.ADMIN).set().ofMaxSize(3);
    Arbitrary<Step> own =
        Combinators.combine(person, value).as((p, v) -> new Step.Vote(p, null, v));
    Arbitrary<Step> lent = Combinators.combine(person, person, value).as(Step.Vote::new);
    Arbitrary<Boolean> flip = Arbitraries.of(true, false);
    Arbitrary<Boolean> mostly = Arbitraries.of(true, true, true, true, false);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(10, own),
            Tuple.of(5, lent),
            Tuple.of(2, Combinators.combine(flip, mostly).as(Step.Revise::new)),
            Tuple.of(1, Arbitraries.integers().between(0, 24).map(Step.Revoke::new)),
            Tuple.of(3, person.map(Step.SetAside::new)),
            Tuple.of(2, person.map(Step.Break::new)),
            Tuple.of(2, Combinators.combine(person, roles).as(Step.Appoint::new)),
            Tuple.of(1, person.map(Step.Join::new)),
            Tuple.of(1, person.map(Step.Bind::new)),
            Tuple.of(2, Arbitraries.of(1, 12, 23, 24, 335, 336).map(Step.Wait::new)));
    return step.list().ofMinSize(1).ofMaxSize(14);
  }

  @Provide
  Arbitrary<Terms> terms() {
    return Combinators.combine(
            Arbitraries.of(List.of(ONE), List.of(TWO), List.of(TWO, SAFE), List.of(SAFE, ONE)),
            Arbitraries.of(Terms.Veto.BLOCKS, Terms.Veto.BLOCKS, Terms.Veto.REJECTS))
        .as(AnySequenceTest::terms);
  }

  private static Terms terms(List<Quorum> quorum, Terms.Veto veto) {
    return new Terms(
        "rule",
        null,
        List.of(),
        quorum,
        new Eligible(Own.EXCLUDED, Own.EXCLUDED),
        EnumSet.of(Terms.Evidence.REGISTRATION, Terms.Evidence.EVIDENCE),
        null,
        FORTNIGHT,
        null,
        veto,
        new Terms.VetoOverride(Role.SAFETY, 2),
        false,
        null);
  }

  private static Policy policy(Terms adoption) {
    Terms other =
        new Terms(
            "rule",
            null,
            List.of(),
            List.of(ONE),
            new Eligible(Own.EXCLUDED, Own.EXCLUDED),
            Set.of(),
            null,
            null,
            null,
            Terms.Veto.REJECTS,
            null,
            false,
            null);
    Map<ReviewKind, Terms> reviews =
        Arrays.stream(ReviewKind.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), k -> k == ReviewKind.ADOPTION ? adoption : other));
    return new Policy("any", 1, "Any", "Any", Isolation.PROCESS, 20, null, reviews);
  }

  private static Dossier dossier(boolean complete) {
    IdeaProposed idea = Samples.idea(SUBJECT, 1);
    return new Dossier(
        "digits-1-adoption",
        ReviewKind.ADOPTION,
        SUBJECT.programId(),
        "digits",
        1,
        idea.generationId(),
        1,
        "any@1",
        Samples.DIGEST,
        Samples.shown(idea),
        null,
        new Dossier.Plan(SUBJECT.experimentId(), "sha256:plan", Samples.registration(SUBJECT)),
        complete
            ? new Dossier.Evidence(
                Samples.verdict(Verdict.Outcome.IMPROVED),
                Samples.DIGEST,
                true,
                "sha256:plan",
                Isolation.BUBBLEWRAP,
                12,
                0,
                null,
                List.of(),
                Samples.NOON)
            : null,
        List.of());
  }
}
