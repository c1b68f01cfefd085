package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRunTest {
  private static final String NIGHT = "../examples/night/autoresearch-mar8.tsv";

  @TempDir Path folder;
  private final Terminal terminal = new Terminal(Map.of());

  @Test
  void aNightIsJudgedWithoutAnyService() {
    assertThat(terminal.type("audit-run", NIGHT)).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("125 attempts after the baseline: 22 kept, 102 discarded, 1 crashed.")
        .contains("7 of 22 keeps stand out", "What the log cannot tell");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void thePagesShowWhatItReallySays() throws IOException {
    assertThat(terminal.type("audit-run", NIGHT)).isZero();
    String said = terminal.out().strip();
    assertThat(Path.of("../docs/audit-run.md")).content().contains(said);
    assertThat(Path.of("../README.md"))
        .content()
        .contains(said.lines().limit(4).collect(Collectors.joining("\n")));
  }

  @Test
  void programsGetTheFigures() throws IOException {
    assertThat(terminal.type("audit-run", NIGHT, "--seed-sd", "0.002", "-o", "json")).isZero();
    JsonNode audit = Json.mapper().readTree(terminal.out());
    assertThat(audit.at("/counts/attempts").asInt()).isEqualTo(125);
    assertThat(audit.at("/noise/source").asText()).isEqualTo("STATED");
    assertThat(audit.at("/keeps")).hasSize(22);
    assertThat(audit.at("/keeps/0/standsOut").asBoolean()).isTrue();
    assertThat(audit.at("/luck/gain").isNumber()).isTrue();
  }

  @Test
  void whatCannotBeReadIsSaidInOneSentence() throws IOException {
    assertThat(terminal.type("audit-run", folder.resolve("none.tsv").toString()))
        .isEqualTo(ExitCode.NOT_FOUND);
    Path empty = Files.writeString(folder.resolve("empty.tsv"), "");
    assertThat(terminal.type("audit-run", empty.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.err()).contains("error: " + empty + " is empty", "try: ");
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThat(terminal.type("audit-run", NIGHT, "--seed-sd", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(terminal.type("audit-run", NIGHT, "--slots", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(terminal.type("audit-run", NIGHT, "--direction", "up")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aLogMayBeReadFromABranch() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "git reads what is committed");
    Files.copy(Path.of(NIGHT), folder.resolve("results.tsv"));
    git("init", "--quiet", "--initial-branch=mar8");
    git("add", "results.tsv");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "the night");
    Files.delete(folder.resolve("results.tsv"));

    assertThat(terminal.type("audit-run", folder + "#mar8")).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("125 attempts");
    assertThat(terminal.type("audit-run", "file://" + folder + "#mar8"))
        .as(terminal.err())
        .isZero();
    assertThat(terminal.out()).contains("125 attempts");
    assertThat(terminal.type("audit-run", folder + "#none")).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.err()).contains("there is no such branch or commit");
    assertThat(terminal.type("audit-run", folder + "#--help")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aPageIsWrittenBesideTheAnswer() throws IOException {
    Path page = folder.resolve("page.html");
    assertThat(terminal.type("audit-run", NIGHT, "--html", page.toString())).isZero();
    assertThat(terminal.out()).contains("125 attempts");
    assertThat(page).content().contains("<svg", "What autoresearch-mar8.tsv is worth");
    assertThat(terminal.type("audit-run", NIGHT, "--html", folder + "/no/page.html"))
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void keepsAreTestedAgainOnlyWhereTheirCommitsAre() throws IOException {
    assertThat(terminal.type("audit-run", NIGHT, "--retest")).isEqualTo(ExitCode.USAGE);
    Path template =
        Files.writeString(folder.resolve("p.yaml"), "metadata: {name: x}\nspec: {a: 1}\n");
    assertThat(
            terminal.type(
                "audit-run",
                NIGHT,
                "--retest",
                "--repository",
                folder.toString(),
                "--template",
                template.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(terminal.err()).contains("bea057b is no commit of the repository");
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
