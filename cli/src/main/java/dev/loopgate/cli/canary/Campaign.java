package dev.loopgate.cli.canary;

import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.program.ProgramUpload;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends all canaries through one loop at the same time and collects what became of them. */
final class Campaign {
  private static final Duration GLANCE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OwnInstallation installation;
  private final Screen screen;
  private final long begin = System.nanoTime();

  Campaign(OwnInstallation installation, Screen screen) {
    this.installation = installation;
    this.screen = screen;
  }

  /** Brings the three programs in. */
  void prepare(Path repository) throws IOException, InterruptedException {
    ProgramUpload upload = new ProgramUpload(installation.asPerson("ideas"));
    for (String program : Programs.names()) {
      upload.apply(Programs.file(repository, program), false);
    }
  }

  /** What became of each, in the order of the corpus. */
  List<Finding> run(List<Canary> canaries) throws IOException, InterruptedException {
    List<Attack> open = new ArrayList<>();
    for (Canary canary : canaries) {
      open.add(Attack.begin(canary, installation));
    }
    List<Finding> findings = follow(open);
    findings.sort(Comparator.comparingInt(finding -> canaries.indexOf(finding.canary())));
    return findings;
  }

  private List<Finding> follow(List<Attack> open) throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!open.isEmpty() && System.nanoTime() - end < 0) {
      try {
        collect(open, findings);
      } catch (UncheckedIOException | ProblemException e) {
        if (e instanceof ProblemException problem && problem.problem().status() < 500) {
          throw e;
        } // a service that is away comes back: its supervisor is at it
      }
      TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
    }
    open.forEach(late -> add(findings, late));
    return findings;
  }

  private void collect(List<Attack> open, List<Finding> findings)
      throws IOException, InterruptedException {
    PeerClient experiments = installation.asPerson("experiments");
    LoopState state = LoopState.read(experiments);
    for (Iterator<Attack> attacks = open.iterator(); attacks.hasNext(); ) {
      Attack attack = attacks.next();
      if (attack.isOver(state)) {
        attacks.remove();
        add(findings, attack);
      }
    }
  }

  private void add(List<Finding> findings, Attack attack) {
    Finding finding = Finding.of(attack.canary(), attack.seen());
    findings.add(finding);
    Duration now = Duration.ofNanos(System.nanoTime() - begin);
    screen.note(
        "%02d:%02d %-6s %s: %s"
            .formatted(
                now.toMinutes(),
                now.toSecondsPart(),
                finding.result().word(),
                attack.canary().name(),
                finding.seen()));
  }
}
