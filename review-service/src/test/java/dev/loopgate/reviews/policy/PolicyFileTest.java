package dev.loopgate.reviews.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Policy;
import dev.loopgate.reviews.rules.Terms;
import dev.loopgate.wire.problem.Problem;
import dev.loopgate.wire.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
  private static final String VERDICT = "review.verdict == 'IMPROVED'";

  @ParameterizedTest
  @ValueSource(strings = {"solo", "standard", "high-assurance", "isolated"})
  void whatIsShippedCanBeUsed(String name) {
    assertThat(faults(TestPolicies.text(name))).isEmpty();
    assertThat(TestPolicies.shipped(name).fault()).isNull();
    assertThat(Policies.SHIPPED).contains(name);
  }

  @Test
  void rulesAndStopsTakeTwoPeopleWhereSafetyMattersAndOneOfThemIsForSafety() {
    Policy policy = Objects.requireNonNull(TestPolicies.shipped("high-assurance").policy());

    for (ReviewKind kind :
        List.of(ReviewKind.ADOPTION, ReviewKind.RULE_CHANGE, ReviewKind.RESUME)) {
      Terms terms = policy.terms(kind);
      assertThat(terms.quorum().stream().mapToInt(Terms.Quorum::count).sum()).isEqualTo(2);
      assertThat(terms.quorum())
          .anyMatch(part -> part.roles().equals(java.util.Set.of(Role.SAFETY)));
      assertThat(terms.blindFirstVotes()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "review.verdct == 'IMPROVED'      | undefined field 'verdct'",
        "review.verdict                   | expected type 'bool'",
        "review.verdict == 1              | no matching overload",
        "question.key == 'x'              | undeclared reference to 'question'",
        "change.kind == 'FLAG_ADDED'      | undeclared reference to 'change'",
        "review.verdict ==                | mismatched input",
        "nothing.is.known                 | undeclared reference",
      })
  void aConditionThatDoesNotFitTheFactsIsRefusedWithItsPlace(String condition, String fault) {
    String file = TestPolicies.text("standard").replace(VERDICT, condition.strip());
    int line = lineOf(file, "name: verdict");

    List<Problem.Fault> faults = faults(file);

    assertThat(faults).isNotEmpty();
    assertThat(faults.getFirst().pointer()).startsWith("policy.yaml:" + line + ":");
    assertThat(faults.getFirst().detail())
        .startsWith("/spec/reviews/ADOPTION/conditions/0/satisfiedWhen: ")
        .contains(fault.strip());
  }

  @Test
  void aFaultNamesTheColumnInTheFile() {
    String file = TestPolicies.text("standard").replace(VERDICT, "review.verdct == 'IMPROVED'");
    String line = file.lines().toList().get(lineOf(file, "verdct") - 1);

    assertThat(faults(file).getFirst().pointer())
        .isEqualTo(
            "policy.yaml:%d:%d"
                .formatted(lineOf(file, "verdct"), line.indexOf("review.verdct") + 6 + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "veto: REJECTS          | vetto: REJECTS          | there is no field “vetto”",
        "role: safety           | role: boss              | is no role",
        "role: safety           | role: worker            | is no role",
        "approvalExpires: 14d   | approvalExpires: soon   | is no span of time",
        "[registration, evidence, guards] | [guards]     | needs at least the evidence",
        "kind: Policy           | kind: Program           | must be Policy",
        "people: 2, expires: 24h | people: 1, expires: 24h | one person alone never",
        "expires: 24h           | expires: 25h            | at most 24 hours",
        "minimumIsolation: PROCESS | minimumIsolation: NONE | Isolation",
        "count: 1               | count: 0                | at least one person",
        "count: 1               | count: 2147483647       | too many",
        "rule: small-change     | rule: votes             | no rule can be called votes",
        "name: standard,        | name: ../x,             | small letters",
        "name: guardian,        | name: no-veto,          | is taken",
      })
  void whatAPolicyCannotSayIsRefused(String said, String instead, String fault) {
    String file = TestPolicies.text("standard").replace(said.strip(), instead.strip());

    assertThat(faults(file)).anySatisfy(f -> assertThat(f.detail()).contains(fault.strip()));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    String file =
        TestPolicies.text("standard")
            .replace(VERDICT, "review.verdct")
            .replace("idea.changedLines <= 400", "idea.lines <= 400");

    assertThat(faults(file)).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "a: &x 1\nb: *x", "\u0000", "--- a\n--- b", "- 1", "apiVersion: 1"})
  void whatIsNoPolicyIsAProblemAndNothingElse(String file) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(ProblemException.class);
  }

  @Test
  void anExpressionHasALimitedLength() {
    String file = TestPolicies.text("standard").replace(VERDICT, VERDICT + " || true".repeat(400));

    assertThat(faults(file)).isNotEmpty();
  }

  @Test
  void everyFactIsDocumented() throws java.io.IOException {
    String page = java.nio.file.Files.readString(java.nio.file.Path.of("../docs/policies.md"));

    dev.loopgate.reviews.rules.Facts.ALL.forEach(
        fact -> assertThat(page).contains("| `" + fact.path() + "` |"));
  }

  @Test
  void aVersionThatIsStoredIsReadBackAsItWasApplied() {
    PolicyFile file = read(TestPolicies.text("high-assurance"));
    PolicyVersion version = PolicyVersion.of(file, 3, "admin@local", java.time.Instant.EPOCH);

    assertThat(version.file()).isEqualTo(file);
    assertThat(version.ref()).isEqualTo("high-assurance@3");
  }

  private static List<Problem.Fault> faults(String yaml) {
    try {
      read(yaml);
      return List.of();
    } catch (ProblemException e) {
      return Objects.requireNonNullElse(e.problem().errors(), List.of());
    }
  }

  private static PolicyFile read(String yaml) {
    return Policies.checked(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static int lineOf(String file, String text) {
    List<String> lines = file.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }
}
