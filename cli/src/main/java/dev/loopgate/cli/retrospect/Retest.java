package dev.loopgate.cli.retrospect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.Trees;
import dev.loopgate.cli.output.Values;
import dev.loopgate.cli.program.ProgramUpload;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tests every kept commit against the one before it, in pairs of runs on equal seeds: a program of
 * its own for each, because a keep that does not hold would otherwise be the baseline of the next.
 * The error rate of the template is divided by their number, so it holds for all of them together.
 */
final class Retest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String LOG = "results.tsv";
  private static final int SHORT = 7;
  private static final int DECIMALS = 6;
  private static final long GLANCE_SECONDS = 1;

  private final Session session;
  private final Git git;
  private final Path template;

  Retest(Session session, Path repository, Path template) {
    this.session = session;
    this.git = new Git(repository);
    this.template = template;
  }

  /**
   * A keep under test.
   *
   * @param before the commit that it is compared with
   * @param program the program that compares them
   * @param idea its key; null when it could not be proposed
   * @param refusal why not
   */
  private record Trial(
      String keep,
      String change,
      double claimed,
      String before,
      String program,
      @Nullable String idea,
      @Nullable String refusal) {}

  /**
   * What was kept, in the order of the log.
   *
   * @param commit as the log has it
   */
  record Kept(String commit, String description, double claimed) {}

  /** Proposes all and waits for every verdict; one object for each keep. */
  List<ObjectNode> run(String baseline, List<Kept> keeps) throws IOException, InterruptedException {
    JsonNode rules = rules();
    List<Trial> trials = new ArrayList<>();
    String before = git.hasCommit(baseline) ? baseline : keeps.getFirst().commit() + "^";
    for (Kept keep : keeps) {
      if (!git.hasCommit(keep.commit())) {
        throw new Refusal(
            "%s is no commit of the repository".formatted(keep.commit()), "--repository DIR");
      }
      trials.add(begin(keep, before, rules, keeps.size()));
      before = keep.commit();
    }
    List<ObjectNode> findings = new ArrayList<>();
    for (Trial trial : trials) {
      findings.add(finding(trial));
    }
    return findings;
  }

  private JsonNode rules() throws IOException {
    JsonNode rules = YAML.readTree(Files.readString(template));
    if (!rules.path("spec").isObject() || !rules.path("metadata").path("name").isTextual()) {
      throw new Refusal(template + " is no program file", "docs/concepts.md says what is in one");
    }
    return rules;
  }

  private Trial begin(Kept keep, String before, JsonNode rules, int keeps)
      throws IOException, InterruptedException {
    String commit = git.text("rev-parse", keep.commit() + "^{commit}").strip();
    String program =
        rules.path("metadata").path("name").asText() + "-" + commit.substring(0, SHORT);
    session.screen().note("%s against %s: program %s".formatted(keep.commit(), before, program));
    String idea = null;
    String refusal = null;
    try {
      apply(program, before, rules, keeps);
      idea = propose(program, keep, before);
    } catch (ProblemException e) {
      refusal = e.problem().detail();
    }
    return new Trial(
        keep.commit(), keep.description(), keep.claimed(), before, program, idea, refusal);
  }

  private void apply(String program, String before, JsonNode rules, int keeps)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("loopgate-retest-");
    try {
      git.checkOut(before, Files.createDirectory(folder.resolve("files")));
      Path file = folder.resolve("program.yaml");
      Files.writeString(file, YAML.writeValueAsString(rules(program, rules, keeps)));
      new ProgramUpload(session.ideas()).apply(file, false);
    } finally {
      Trees.delete(folder);
    }
  }

  private static ObjectNode rules(String program, JsonNode template, int keeps) {
    ObjectNode rules = template.deepCopy();
    ((ObjectNode) rules.path("metadata")).put("name", program);
    ObjectNode spec = (ObjectNode) rules.path("spec");
    spec.remove(List.of("generator", "canaries"));
    spec.set("source", Json.mapper().createObjectNode().put("directory", "files"));
    ObjectNode replication = spec.withObject("/replication");
    BigDecimal errorRate = new BigDecimal(replication.path("errorRate").asText("0.05"));
    replication.put(
        "errorRate", errorRate.divide(BigDecimal.valueOf(keeps), DECIMALS, RoundingMode.DOWN));
    return rules;
  }

  private @Nullable String propose(String program, Kept keep, String before)
      throws IOException, InterruptedException {
    String patch =
        git.text(
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-renames",
            before,
            keep.commit(),
            "--",
            ".",
            ":(exclude)" + LOG);
    ObjectNode proposal = Json.mapper().createObjectNode();
    proposal.put("program", program).put("generation", 1).put("patch", patch);
    String title = keep.description().isBlank() ? keep.commit() : keep.description();
    proposal.put("title", title).put("hypothesis", "It was kept after one run: " + title);
    return session
        .ideas()
        .post(
            Address.of("ideas").toString(),
            proposal,
            JsonNode.class,
            Map.of("Idempotency-Key", program))
        .path("key")
        .asText();
  }

  private ObjectNode finding(Trial trial) throws InterruptedException {
    ObjectNode finding = Json.mapper().createObjectNode();
    finding.put("keep", trial.keep()).put("before", trial.before()).put("change", trial.change());
    finding.put("claimed", trial.claimed()).put("program", trial.program());
    if (trial.idea() == null) {
      return finding
          .put("outcome", "NOT_TESTED")
          .put("reason", trial.refusal())
          .put("holds", false);
    }
    JsonNode experiment = concluded(trial.program());
    JsonNode verdict = experiment.path("verdict");
    finding.set("verdict", verdict);
    finding.set("pairs", experiment.path("pairs"));
    finding.put("outcome", Values.text(verdict, "outcome"));
    session.screen().note("%s: %s".formatted(trial.keep(), Values.text(verdict, "outcome")));
    return finding.put("holds", Values.text(verdict, "outcome").equals("IMPROVED"));
  }

  private JsonNode concluded(String program) throws InterruptedException {
    Address list = Address.of("experiments").with("program", program).with("kind", "IDEA");
    while (true) {
      JsonNode experiments =
          session.experiments().get(list.toString(), JsonNode.class).path("items");
      if (!experiments.isEmpty() && experiments.get(0).hasNonNull("verdict")) {
        return experiments.get(0);
      }
      TimeUnit.SECONDS.sleep(GLANCE_SECONDS);
    }
  }
}
