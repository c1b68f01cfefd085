package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terms: checked, applied, explained. */
class PolicyCommandsTest {
  @TempDir Path home;
  private final FakeServices services = new FakeServices();
  private Terminal terminal = new Terminal(Map.of());
  private Path file = Path.of("policy.yaml");

  @BeforeEach
  void givenAPolicyFile() throws IOException {
    Files.createDirectories(home.resolve("tokens"));
    Files.writeString(home.resolve("tokens/researcher.token"), "token-of-researcher\n");
    file = home.resolve("strict.yaml");
    Files.writeString(
        file,
        """
        apiVersion: loopgate.dev/v1
        kind: Policy
        metadata: {name: strict}
        spec:
          minimumIsolation: HARDENED
          reviews:
            ADOPTION:
              conditions:
                - {name: verdict, satisfiedWhen: "review.verdict == 'IMPROVED'"}
              requirements:
                - {name: safety, role: safety, count: 1, appliesWhen: idea.selfModification}
              veto: BLOCKS
              override: {role: safety, people: 2}
        """);
    terminal =
        new Terminal(Map.of("LOOPGATE_HOME", home.toString(), "LOOPGATE_SERVER", services.url()));
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void checkingSaysInWordsWhatAFileAsksFor() {
    services.answer(
        "POST /api/v1/policies/check",
        200,
        """
        {"ref":"strict@1","digest":"sha256:00","outcome":"CREATED"}
        """);

    assertThat(terminal.type("policy", "check", "-f", file.toString())).isZero();

    assertThat(terminal.out())
        .contains("verdict: review.verdict == 'IMPROVED' must be true")
        .contains("safety: 1 person with the role safety, where idea.selfModification")
        .contains("2 people with the role safety set it aside")
        .contains("strict@1 created");
  }

  @Test
  void aFaultIsShownAtItsPlaceInTheFileAndTheCommandFails() {
    services.answer(
        "POST /api/v1/policies/check",
        422,
        """
        {"type":"https://loopgate.dev/problems/broken-policy","title":"t","status":422,
         "detail":"The policy has 1 faults.",
         "errors":[{"pointer":"policy.yaml:9:41","detail":"undefined field 'verdct'"}]}
        """);

    assertThat(terminal.type("policy", "check", "-f", file.toString())).isNotZero();

    assertThat(terminal.err()).contains(file + ":9:41: undefined field 'verdct'");
  }

  @Test
  void aChangeIsPutToPeopleAndTheReviewIsNamed() {
    services.answer(
        "POST /api/v1/policies?reason=because",
        200,
        """
        {"ref":"strict@2","digest":"sha256:00","outcome":"PROPOSED",
         "review":"policy-strict-change-1"}
        """);

    assertThat(terminal.type("policy", "apply", "-f", file.toString(), "--reason", "because"))
        .isZero();

    assertThat(terminal.out()).contains("policy strict@2 proposed");
    assertThat(terminal.err()).contains("loopgate review view policy-strict-change-1");
  }

  @Test
  void aReviewIsExplainedRequirementByRequirement() {
    services.answer(
        "GET /api/v1/reviews/digits-3-adoption",
        200,
        """
        {"key":"digits-3-adoption","state":"OPEN","policy":"standard@1","requirements":[
          {"name":"verdict","state":"SATISFIED","detail":"review.verdict = IMPROVED"},
          {"name":"guards","state":"ERROR","detail":"no result for [cost]"},
          {"name":"approval","state":"UNSATISFIED","detail":"0 of 1; could still vote: dana"}]}
        """);

    assertThat(terminal.type("policy", "explain", "digits-3-adoption")).isZero();

    assertThat(terminal.out())
        .contains("verdict: met. review.verdict = IMPROVED")
        .contains("guards: CANNOT BE SAID, so it is not met. no result for [cost]")
        .contains("could still vote: dana")
        .contains("It waits for: guards, approval");
  }

  @Test
  void aNewNameIsInForceAtOnceAndADryRunOnlyAsks() {
    services
        .answer(
            "POST /api/v1/policies",
            201,
            "{\"ref\":\"strict@1\",\"digest\":\"sha256:00\",\"outcome\":\"CREATED\"}")
        .answer(
            "POST /api/v1/policies?dryRun=true",
            200,
            "{\"ref\":\"strict@1\",\"digest\":\"sha256:00\",\"outcome\":\"UNCHANGED\"}");

    assertThat(terminal.type("policy", "apply", "-f", file.toString())).isZero();
    assertThat(terminal.out()).contains("policy strict@1 created");
    assertThat(services.last().headers()).containsEntry("Content-type", "application/yaml");
    assertThat(new String(services.last().bytes(), StandardCharsets.UTF_8))
        .contains("minimumIsolation: HARDENED");

    assertThat(terminal.type("policy", "apply", "-f", file.toString(), "--dry-run")).isZero();
    assertThat(terminal.out()).contains("policy strict@1 unchanged");
    assertThat(services.lines())
        .containsExactly("POST /api/v1/policies", "POST /api/v1/policies?dryRun=true");
  }

  @Test
  void whoMayNotApplyIsToldSoAndAMissingFileIsSaidBeforeAnythingIsSent() {
    services.answer(
        "POST /api/v1/policies",
        403,
        """
        {"type":"https://loopgate.dev/problems/forbidden","title":"t","status":403,
         "detail":"This address is for HUMAN with one of [ADMIN, SAFETY]."}
        """);

    assertThat(terminal.type("policy", "apply", "-f", file.toString())).isEqualTo(4);
    assertThat(terminal.err()).contains("[ADMIN, SAFETY]");
    assertThat(terminal.type("policy", "check", "-f", home.resolve("none").toString()))
        .isEqualTo(1);
    assertThat(terminal.err()).contains("there is no policy file");
    assertThat(terminal.type("policy", "check")).isEqualTo(2);
    assertThat(services.lines()).containsExactly("POST /api/v1/policies");
  }

  @Test
  void policiesAreListedAndOneVersionIsShown() {
    String policy =
        """
        {"ref":"standard@2","appliedBy":"admin@local","policy":{"metadata":{"name":"standard",
         "title":"One person"},"spec":{"minimumIsolation":"PROCESS"}}}
        """;
    services
        .answer(
            "GET /api/v1/policies",
            200,
            "{\"items\":[%s,{\"ref\":\"old@1\",\"fault\":\"no such fact\"}]}".formatted(policy))
        .answer("GET /api/v1/policies/standard%402", 200, policy);

    assertThat(terminal.type("policy", "list")).isZero();
    assertThat(terminal.out())
        .contains("ISOLATION", "standard@2", "One person", "admin@local", "no such fact");

    assertThat(terminal.type("policy", "view", "standard@2")).isZero();
    assertThat(terminal.out()).contains("ref: standard@2", "minimumIsolation: PROCESS");
    assertThat(terminal.type("policy", "view", "nothing")).isEqualTo(3);
  }

  @Test
  void aReviewThatEndedIsExplainedByItsEndAndOneThatLacksNothingSaysSo() {
    services
        .answer(
            "GET /api/v1/reviews/digits-1-adoption",
            200,
            """
            {"key":"digits-1-adoption","state":"DECIDED","policy":"standard@1",
             "stateReason":"ADOPT: solid","requirements":[
               {"name":"no-veto","state":"OVERRIDDEN","detail":"by two"}]}
            """)
        .answer(
            "GET /api/v1/reviews/digits-2-adoption",
            200,
            """
            {"key":"digits-2-adoption","state":"OPEN","policy":"standard@1","requirements":[
               {"name":"flag","state":"NOT_APPLICABLE","detail":"no flag"}]}
            """);

    terminal.type("policy", "explain", "digits-1-adoption");
    assertThat(terminal.out()).contains("no-veto: overridden. by two", "It ended: ADOPT: solid");

    terminal.type("policy", "explain", "digits-2-adoption");
    assertThat(terminal.out()).contains("flag: does not apply", "Nothing is missing");
  }
}
