package dev.loopgate.cli.retrospect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.retrospect.Retest.Kept;
import dev.loopgate.retrospect.Direction;
import dev.loopgate.retrospect.HtmlReport;
import dev.loopgate.retrospect.Noise;
import dev.loopgate.retrospect.Pace;
import dev.loopgate.retrospect.ReadLog;
import dev.loopgate.retrospect.RunAudit;
import dev.loopgate.retrospect.RunLog;
import dev.loopgate.retrospect.TableOptions;
import dev.loopgate.retrospect.TextReport;
import dev.loopgate.retrospect.UnreadableLogException;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate audit-run LOG}: judges an unattended run by its log; needs no service. */
@Command(
    name = "audit-run",
    description = "Say what the log of an unattended run can support, and what it cannot.",
    mixinStandardHelpOptions = true)
public final class AuditRunCommand implements Callable<Integer> {
  /** The luck that is tried is the same for everybody, so that two people get one answer. */
  private static final long SEED = 20_260_308;

  private final Session session;

  @Parameters(
      paramLabel = "LOG",
      arity = "0..1",
      description = {
        "The log, or the directory that a loop left (default: this one).",
        "REPOSITORY#REF reads it from a branch or commit of a git repository."
      })
  private String log = ".";

  @Option(names = "--metric", paramLabel = "NAME", description = "The column that decides.")
  private @Nullable String metric;

  @Option(
      names = "--status",
      paramLabel = "NAME",
      description = "The column that says keep, discard or crash.")
  private @Nullable String status;

  @Option(names = "--direction", paramLabel = "minimize|maximize")
  private @Nullable Direction direction;

  @Option(
      names = "--seed-sd",
      paramLabel = "SD",
      description = "Standard deviation between runs that differ in their seed only.")
  private @Nullable Double seedSd;

  @Option(names = "--run-minutes", paramLabel = "M", description = "How long one run takes.")
  private @Nullable Double runMinutes;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs at once (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--hours",
      paramLabel = "H",
      description = "Time that there would have been for pairs (default: that of the run).")
  private @Nullable Double hours;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with the picture, too.")
  private @Nullable Path html;

  @ArgGroup(exclusive = false)
  private @Nullable Again again;

  /** What is needed to measure the keeps again. */
  static final class Again {
    @Option(
        names = "--retest",
        required = true,
        description =
            "Test each kept commit against the one before, on the services that run here.")
    private boolean wanted;

    @Option(
        names = "--repository",
        required = true,
        paramLabel = "DIR",
        description = "The git repository with the kept commits.")
    private Path repository = Path.of(".");

    @Option(
        names = "--template",
        required = true,
        paramLabel = "FILE",
        description = "A program file: stages, metric, paths and budget of each test.")
    private Path template = Path.of("program.yaml");
  }

  public AuditRunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunLog run = read();
    RunAudit audit = RunAudit.of(run, noise(run), pace(), random());
    if (html != null) {
      write(html, HtmlReport.of(audit, name()));
    }
    if (again != null && again.wanted) {
      retest(again, run);
      return ExitCode.DONE;
    }
    session.show(Json.mapper().valueToTree(audit), TextReport.of(audit));
    return ExitCode.DONE;
  }

  private void retest(Again wanted, RunLog run) throws IOException, InterruptedException {
    List<Kept> keeps =
        run.keeps().stream()
            .map(keep -> new Kept(keep.attempt().name(), keep.attempt().description(), keep.gain()))
            .toList();
    if (keeps.isEmpty()) {
      throw new Refusal("nothing was kept, so there is nothing to test again", null);
    }
    List<ObjectNode> findings =
        new Retest(session, wanted.repository, wanted.template).run(run.baseline().name(), keeps);
    session.show(Json.mapper().valueToTree(findings), RetestSheet.of(findings));
  }

  /** The last part of its address. */
  private String name() {
    return log.equals(".") ? "this run" : log.substring(log.lastIndexOf('/') + 1);
  }

  private void write(Path file, String page) {
    try {
      Files.writeString(file, page);
      session.screen().note("wrote " + file);
    } catch (IOException e) {
      throw new Refusal("cannot write " + file + ": " + e.getMessage(), null);
    }
  }

  private RunLog read() throws IOException, InterruptedException {
    TableOptions options = new TableOptions(metric, status, direction);
    try {
      Path path = Path.of(log);
      if (Files.exists(path)) {
        return ReadLog.at(path, options);
      }
      if (log.contains("#")) {
        return GitLog.read(log, options);
      }
    } catch (UnreadableLogException e) {
      throw new Refusal(String.valueOf(e.getMessage()), e.remedy());
    }
    throw new Refusal(ExitCode.NOT_FOUND, "there is no " + log, "loopgate audit-run results.tsv");
  }

  private Noise noise(RunLog run) {
    return seedSd == null ? Noise.shownBy(run) : Noise.stated(positive("--seed-sd", seedSd));
  }

  private Pace pace() {
    if (slots < 1) {
      throw new Refusal(ExitCode.USAGE, "--slots is at least 1", null);
    }
    return new Pace(
        duration("--run-minutes", runMinutes, 1), slots, duration("--hours", hours, 60));
  }

  private static @Nullable Duration duration(String name, @Nullable Double value, int minutes) {
    return value == null
        ? null
        : Duration.ofMillis(Math.max(1, Math.round(positive(name, value) * minutes * 60_000)));
  }

  private static double positive(String name, double value) {
    if (!(value > 0) || value > 1e9) {
      throw new Refusal(ExitCode.USAGE, name + " is a number above 0", null);
    }
    return value;
  }

  private static RandomGenerator random() {
    return new java.util.SplittableRandom(SEED);
  }
}
