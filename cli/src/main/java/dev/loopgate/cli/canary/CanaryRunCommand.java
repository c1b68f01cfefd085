package dev.loopgate.cli.canary;

import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.EndSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loopgate canary run}: the attacks against a real loop, and how many it caught. */
@Command(
    name = "run",
    description = "Send the attacks through a loop of their own and print the catch rate.",
    mixinStandardHelpOptions = true)
final class CanaryRunCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final CorpusOption corpus = new CorpusOption();

  @Option(names = "--only", paramLabel = "NAME", description = "Only this canary; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--keep", description = "Keep the data directory of the run.")
  private boolean keep;

  CanaryRunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path repository = session.home().repository();
    List<Canary> canaries = Corpus.only(corpus.read(repository), only);
    Canary control = ReadCanary.in(Programs.folder(repository).resolve("control"));
    EndSignal signal = EndSignal.interruptsThisThread();
    session.screen().note("starting a loop for %d canaries …".formatted(canaries.size()));
    try (OwnInstallation installation = OwnInstallation.start(session, keep)) {
      Catch result = send(installation, repository, control, canaries);
      session.show(result.json(), result.report());
      return result.isWhole() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (InterruptedException e) {
      session.screen().note("stopped");
      return signal.exitCode();
    }
  }

  /** The control goes first: the loop is strictest with whoever comes last. */
  private Catch send(
      OwnInstallation installation, Path repository, Canary control, List<Canary> canaries)
      throws IOException, InterruptedException {
    Campaign campaign = new Campaign(installation, session.screen());
    campaign.prepare(repository);
    Finding real = campaign.run(List.of(control)).getFirst();
    return new Catch(real, campaign.run(canaries));
  }
}
