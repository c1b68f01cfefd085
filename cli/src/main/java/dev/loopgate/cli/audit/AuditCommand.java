package dev.loopgate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Refusal;
import dev.loopgate.cli.client.Session;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.NoteKey;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TrustedKeys;
import dev.loopgate.tlog.verify.ExportLog;
import dev.loopgate.tlog.verify.Finding;
import dev.loopgate.tlog.verify.Report;
import dev.loopgate.tlog.verify.VerifyLog;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loopgate audit …}: checks the log without believing anything but keys. */
@Command(
    name = "audit",
    description = "Verify the log, take it away, and ask it why.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AuditCommand {
  private final Session session;

  public AuditCommand(Session session) {
    this.session = session;
  }

  @Command(
      description = "Re-derive everything from an export or a served log.",
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(
              paramLabel = "DIR|URL",
              arity = "0..1",
              description = "Default: the log of this installation.")
          @Nullable String where,
      @Option(
              names = "--since",
              paramLabel = "FILE",
              description =
                  "A checkpoint that was kept elsewhere: the log must begin with it, as with those"
                      + " in DIR/checkpoints.")
          @Nullable List<Path> since,
      @Mixin LogOptions options)
      throws IOException {
    VerifyLog verify = new VerifyLog(LogOptions.reader(session, where), options.keys(session));
    List<Path> older = new ArrayList<>(since == null ? List.of() : since);
    older.addAll(LogOptions.kept(where));
    Report report = verify.run();
    List<Finding> findings = new ArrayList<>(report.findings());
    if (report.checkpoint().isPresent()) {
      for (Path file : older) {
        verify.since(file, report.checkpoint().get()).ifPresent(findings::add);
      }
    }
    return show(new Report(report.checkpoint(), report.signers(), findings), null);
  }

  @Command(
      description = "Copy the log of this installation into a directory that any verifier reads.",
      mixinStandardHelpOptions = true)
  int export(
      @Parameters(paramLabel = "DIR") Path directory,
      @Option(names = "--from", paramLabel = "URL", description = "Another log.")
          @Nullable String from,
      @Mixin LogOptions options)
      throws IOException {
    TileReader source = LogOptions.reader(session, from);
    return show(new ExportLog(source, options.keys(session), directory).run(), directory);
  }

  @Command(
      description = "Tell from the log alone why a generation is the baseline.",
      mixinStandardHelpOptions = true)
  int why(
      @Parameters(paramLabel = "PROGRAM") String program,
      @Parameters(paramLabel = "GENERATION") int generation,
      @Option(
              names = "--log",
              paramLabel = "DIR",
              description = "An export (default: the log of this installation is exported first).")
          @Nullable Path log,
      @Mixin LogOptions options)
      throws IOException {
    TrustedKeys keys = options.keys(session);
    Path directory = log == null ? session.home().data().resolve("audit") : log;
    Report report =
        log == null
            ? new ExportLog(LogOptions.reader(session, null), keys, directory).run()
            : new VerifyLog(LogOptions.reader(session, log.toString()), keys).run();
    if (!report.isGood()) {
      return show(report, null);
    }
    Checkpoint checkpoint = report.checkpoint().orElseThrow();
    LogEntries entries = new LogEntries(new DirectoryTiles(directory), checkpoint);
    Explanation why =
        Explain.generation(entries, program, generation)
            .orElseThrow(() -> unknown(checkpoint, program, generation));
    session.show(Json.mapper().valueToTree(why), why.text(checkpoint));
    return why.holds() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  @Command(
      description = "Check that planted reviews are what the log had a commitment of.",
      mixinStandardHelpOptions = true)
  int plants(
      @Parameters(
              paramLabel = "DIR|URL",
              arity = "0..1",
              description = "Default: the log of this installation.")
          @Nullable String where,
      @Mixin LogOptions options)
      throws IOException {
    TileReader reader = LogOptions.reader(session, where);
    Report report = new VerifyLog(reader, options.keys(session)).run();
    if (!report.isGood()) {
      return show(report, null);
    }
    PlantAudit.Answer answer =
        PlantAudit.of(new LogEntries(reader, report.checkpoint().orElseThrow()));
    session.show(Json.mapper().valueToTree(answer), answer.text());
    return answer.holds() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private static Refusal unknown(Checkpoint checkpoint, String program, int generation) {
    return new Refusal(
        ExitCode.NOT_FOUND,
        "the log of "
            + checkpoint.size()
            + " entries has no generation "
            + generation
            + " of "
            + program,
        "loopgate generation list");
  }

  private record Answer(
      boolean good,
      @Nullable String origin,
      long size,
      @Nullable String root,
      List<String> signers,
      List<Finding> findings) {}

  private int show(Report report, @Nullable Path exported) {
    Optional<Checkpoint> checkpoint = report.checkpoint();
    JsonNode answer =
        Json.mapper()
            .valueToTree(
                new Answer(
                    report.isGood(),
                    checkpoint.map(Checkpoint::origin).orElse(null),
                    checkpoint.map(Checkpoint::size).orElse(0L),
                    checkpoint.map(c -> c.root().base64()).orElse(null),
                    report.signers().stream().map(NoteKey::toString).toList(),
                    report.findings()));
    session.show(answer, rendering(report, exported));
    return report.isGood() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private static String rendering(Report report, @Nullable Path exported) {
    if (!report.isGood()) {
      List<String> lines = new ArrayList<>(List.of("DIFFERENT: this is not what was logged"));
      report.findings().forEach(finding -> lines.add("  " + finding));
      return String.join("\n", lines);
    }
    Checkpoint checkpoint = report.checkpoint().orElseThrow();
    return "verified: %d entries of %s have the signed root %s%nsigned by %s%s"
        .formatted(
            checkpoint.size(),
            checkpoint.origin(),
            checkpoint.root(),
            String.join(", ", report.signers().stream().map(NoteKey::name).toList()),
            exported == null ? "" : "%nexported to %s".formatted(exported));
  }
}
