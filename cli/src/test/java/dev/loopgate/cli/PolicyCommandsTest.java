package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
}
