package dev.loopgate.cli;

import dev.loopgate.cli.audit.AuditCommand;
import dev.loopgate.cli.audit.WitnessCommand;
import dev.loopgate.cli.canary.CanaryCommand;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Failures;
import dev.loopgate.cli.client.GlobalOptions;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.demo.DemoCommand;
import dev.loopgate.cli.doctor.DoctorCommand;
import dev.loopgate.cli.experiment.ExperimentCommand;
import dev.loopgate.cli.experiment.RunCommand;
import dev.loopgate.cli.generation.GenerationCommand;
import dev.loopgate.cli.idea.IdeaCommand;
import dev.loopgate.cli.machine.UpCommand;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.policy.PolicyCommand;
import dev.loopgate.cli.program.ApplyCommand;
import dev.loopgate.cli.program.ProgramCommand;
import dev.loopgate.cli.quarantine.QuarantineCommand;
import dev.loopgate.cli.retrospect.AuditRunCommand;
import dev.loopgate.cli.review.ReviewCommand;
import dev.loopgate.cli.silence.SilenceCommand;
import dev.loopgate.cli.stop.FreezeCommand;
import dev.loopgate.cli.stop.KillCommand;
import dev.loopgate.cli.stop.ResumeCommand;
import dev.loopgate.cli.stop.StopsCommand;
import dev.loopgate.cli.token.TokenCommand;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The {@code loopgate} command: AI proposes, experiments prove, people decide. */
@Command(
    name = "loopgate",
    description = "AI proposes. Experiments prove. People decide.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Also: `loopgate test` runs the whole test suite.",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 not signed in or not allowed,",
      "5 conflict or outdated, 6 recomputed and found different, 130 interrupted."
    })
public final class Loopgate {
  @Mixin private final GlobalOptions options;

  private Loopgate(GlobalOptions options) {
    this.options = options;
  }

  public static void main(String[] args) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Screen screen = Screen.ofProcess();
    try {
      System.exit(run(args, System.getenv(), screen));
    } catch (LinkageError | VirtualMachineError e) {
      screen.note("error: " + e);
      System.exit(ExitCode.FAILED);
    }
  }

  /** Runs one command and returns its exit code. */
  static int run(String[] args, Map<String, String> environment, Screen screen) {
    GlobalOptions options = new GlobalOptions();
    Session session = new Session(options, environment, screen, Clock.systemUTC());
    Failures failures = new Failures(screen, options);
    return commands(options, session)
        .setOut(screen.outWriter())
        .setErr(screen.errWriter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((e, _) -> misused(e, screen))
        .setExecutionExceptionHandler((e, _, _) -> failures.report(e))
        .execute(args);
  }

  private static CommandLine commands(GlobalOptions options, Session session) {
    return new CommandLine(new Loopgate(options))
        .addSubcommand("up", new UpCommand(session))
        .addSubcommand("demo", new DemoCommand(session))
        .addSubcommand("apply", new ApplyCommand(session))
        .addSubcommand("program", ProgramCommand.line(session))
        .addSubcommand("idea", IdeaCommand.line(session))
        .addSubcommand("experiment", new ExperimentCommand(session))
        .addSubcommand("run", new RunCommand(session))
        .addSubcommand("review", ReviewCommand.line(session))
        .addSubcommand("policy", PolicyCommand.line(session))
        .addSubcommand("generation", new GenerationCommand(session))
        .addSubcommand("audit", new AuditCommand(session))
        .addSubcommand("audit-run", new AuditRunCommand(session))
        .addSubcommand("witness", new WitnessCommand(session))
        .addSubcommand("canary", CanaryCommand.line(session))
        .addSubcommand("quarantine", new QuarantineCommand(session))
        .addSubcommand("silence", new SilenceCommand(session))
        .addSubcommand("freeze", new FreezeCommand(session))
        .addSubcommand("kill", new KillCommand(session))
        .addSubcommand("resume", new ResumeCommand(session))
        .addSubcommand("stops", new StopsCommand(session))
        .addSubcommand("doctor", new DoctorCommand(session))
        .addSubcommand("token", new TokenCommand(session))
        .addSubcommand("version", new Version(session));
  }

  private static int misused(ParameterException e, Screen screen) {
    screen.note("error: " + e.getMessage());
    screen.note("try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /** For tests: what was parsed. */
  GlobalOptions options() {
    return options;
  }
}
