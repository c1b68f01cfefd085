package dev.loopgate.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.Lists;
import dev.loopgate.cli.client.Paging;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Column;
import dev.loopgate.cli.output.Outline;
import dev.loopgate.cli.output.Values;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate experiment …}: tests of ideas, and measurements of baselines. */
@Command(
    name = "experiment",
    description = "Tests of ideas and measurements of baselines.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ExperimentCommand {
  private final Session session;

  public ExperimentCommand(Session session) {
    this.session = session;
  }

  @Command(description = "List experiments, newest first.", mixinStandardHelpOptions = true)
  void list(
      @Option(
              names = {"-p", "--program"},
              paramLabel = "NAME")
          @Nullable String program,
      @Option(names = "--state", paramLabel = "STATE") @Nullable String state,
      @Option(names = "--kind", paramLabel = "IDEA|BASELINE") @Nullable String kind,
      @Mixin Paging paging)
      throws InterruptedException {
    Address list =
        Address.of("experiments").with("program", program).with("state", state).with("kind", kind);
    Lists.show(
        session,
        session.experiments().get(paging.of(list).toString(), JsonNode.class),
        "No experiment here: one starts when an idea is cleared.",
        Column.of("ID", "id"),
        Column.of("KIND", "kind"),
        Column.of("IDEA", "ideaKey"),
        Column.of("GENERATION", "generation"),
        Column.of("STATE", "state"),
        Column.of("PAIRS", "pairs"),
        new Column("E-VALUE", e -> Values.rounded(e.path("eValue"))),
        new Column("THRESHOLD", e -> Values.rounded(e.path("threshold"))),
        Column.of("VERDICT", "/verdict/outcome"),
        new Column("EFFECT", e -> Values.effect(e.path("verdict"))));
  }

  @Command(
      description = "Show an experiment by its id or its idea's key.",
      mixinStandardHelpOptions = true)
  void view(@Parameters(paramLabel = "ID") String id) throws InterruptedException {
    JsonNode experiment = find(id);
    session.show(experiment, Outline.of(experiment));
  }

  @Command(description = "List the runs of an experiment.", mixinStandardHelpOptions = true)
  void runs(@Parameters(paramLabel = "ID") String id, @Mixin Paging paging)
      throws InterruptedException {
    String experiment = find(id).path("id").asText();
    Address list = Address.of("experiments").slash(experiment).slash("runs");
    Lists.show(
        session,
        session.experiments().get(paging.of(list).toString(), JsonNode.class),
        "No run yet.",
        Column.of("ID", "id"),
        Column.of("ARM", "arm"),
        Column.of("INDEX", "index"),
        Column.of("SEED", "seed"),
        Column.of("STATE", "state"),
        new Column("MEASUREMENTS", run -> metrics(run.path("measurements"))),
        new Column("CLAIMS", run -> metrics(run.path("claims"))),
        new Column("ATTEMPTS", run -> String.valueOf(run.path("attempts").size())));
  }

  @Command(
      description = "Print the log of an attempt, or of all attempts of a run.",
      mixinStandardHelpOptions = true)
  void log(@Parameters(paramLabel = "ID", description = "An attempt or a run.") String id)
      throws InterruptedException {
    new AttemptLogs(session).print(id);
  }

  @Command(
      description = "Save all that is needed to recompute a verdict.",
      mixinStandardHelpOptions = true)
  void evidence(
      @Parameters(paramLabel = "ID", description = "An experiment or an idea's key.") String id,
      @Option(names = "--file", paramLabel = "FILE", description = "Standard output if absent.")
          @Nullable Path file)
      throws InterruptedException {
    VerdictFiles.save(session, id, file);
  }

  @Command(
      description = "Recompute a verdict from its file, without any service.",
      mixinStandardHelpOptions = true)
  void recompute(@Parameters(paramLabel = "FILE") Path file) {
    VerdictFiles.recompute(session, file);
  }

  private JsonNode find(String id) throws InterruptedException {
    return session
        .experiments()
        .get(Address.of("experiments").slash(id).toString(), JsonNode.class);
  }

  private static String metrics(JsonNode metrics) {
    StringBuilder text = new StringBuilder();
    metrics.forEach(metric ->
        text.append(Values.text(metric, "key"))
            .append(' ')
            .append(Values.rounded(metric.path("value")))
            .append(' '));
    return text.isEmpty() ? "-" : text.toString();
  }
}
