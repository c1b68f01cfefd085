package dev.loopgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.VerifiedTiles;
import dev.loopgate.tlog.witness.WitnessAnswer;
import dev.loopgate.tlog.witness.WitnessClient;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log asks the witness that was started with the command, as it asks any other. */
@Timeout(60)
class WitnessCommandTest {
  private static final Pattern PORT = Pattern.compile("listening on port (\\d+)");

  @TempDir Path home = Path.of("set by JUnit");
  private final SomeLog log = new SomeLog();

  @Test
  void whatGoesOnIsCosignedAndWhatWasSetBackIsNot() throws Exception {
    SignedNote five = log.write(home.resolve("log"), SomeLog.STORY.subList(0, 5));
    SignedNote seven = log.write(home.resolve("log"), SomeLog.STORY);
    try (Running witness = new Running()) {
      assertThat(witness.asked(seven, home.resolve("log")))
          .isInstanceOf(WitnessAnswer.Cosigned.class);
      assertThat(witness.asked(five, home.resolve("log")))
          .isEqualTo(new WitnessAnswer.Ahead(SomeLog.STORY.size()));
    }
  }

  @Test
  void itRemembersOverARestartAndRefusesAFork() throws Exception {
    SignedNote seen = log.write(home.resolve("log"), SomeLog.STORY);
    SignedNote forked = log.write(home.resolve("fork"), SomeLog.STORY.reversed());
    String key;
    try (Running witness = new Running()) {
      witness.asked(seen, home.resolve("log"));
      key = witness.key();
    }
    try (Running again = new Running()) {
      assertThat(again.key()).isEqualTo(key);
      assertThat(again.asked(forked, home.resolve("fork")))
          .isEqualTo(new WitnessAnswer.Forked(SomeLog.STORY.size()));
    }
  }

  @Test
  void theKeyIsTheOnlyThingOnStandardOutput() throws Exception {
    try (Running witness = new Running()) {
      assertThat(List.of(witness.key().split("\n"))).hasSize(1);
      assertThat(witness.key()).startsWith("loopgate.local/witness+");
    }
  }

  @Test
  void anotherLogIsRefused() throws Exception {
    SignedNote foreign = new SomeLog().write(home.resolve("log"), SomeLog.STORY);
    try (Running witness = new Running()) {
      assertThat(witness.asked(foreign, home.resolve("log")))
          .isInstanceOf(WitnessAnswer.Refused.class);
    }
  }

  @Test
  void whatCannotWorkIsSaidAndNothingIsMade() throws IOException {
    Terminal terminal = terminal();
    String key = home.resolve("witness.key").toString();

    assertThat(terminal.type("witness", "--key", key)).isEqualTo(2);
    assertThat(terminal.type("witness", "--log-key", "no key", "--key", key)).isEqualTo(1);
    assertThat(terminal.err()).contains("error: ").doesNotContain("\tat ");
    assertThat(home.resolve("witness.key")).doesNotExist();

    Files.writeString(home.resolve("witness.key"), "half a witness");
    assertThat(terminal.type("witness", "--log-key", log.key().toString(), "--key", key))
        .isEqualTo(1);
    assertThat(terminal.err()).contains("a witness that forgot what it saw must not sign");
  }

  private Terminal terminal() {
    return new Terminal(Map.of("LOOPGATE_HOME", home.toString()));
  }

  /** The command, from its start until somebody interrupts it. */
  private final class Running implements AutoCloseable {
    private final Terminal terminal = terminal();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;
    private final int port;

    Running() throws InterruptedException {
      thread = Thread.ofPlatform().start(() -> code.complete(start()));
      port = awaitPort();
    }

    private int start() {
      return terminal.type(
          "witness",
          "--log-key",
          log.key().toString(),
          "--key",
          home.resolve("witness.key").toString(),
          "--port",
          "0");
    }

    private int awaitPort() throws InterruptedException {
      Matcher said = PORT.matcher(terminal.err());
      while (!said.find()) {
        assertThat(code).as(terminal.err()).isNotDone();
        thread.join(Duration.ofMillis(20));
        said = PORT.matcher(terminal.err());
      }
      return Integer.parseInt(said.group(1));
    }

    String key() {
      return terminal.out().strip();
    }

    WitnessAnswer asked(SignedNote checkpoint, Path files) throws IOException {
      Checkpoint of = Checkpoint.parse(checkpoint.text());
      VerifiedTiles tiles = new VerifiedTiles(new DirectoryTiles(files), of.size(), of.root());
      return new WitnessClient(
              PeerClient.newHttpClient(),
              URI.create("http://127.0.0.1:" + port),
              NoteVerifier.of(key()))
          .cosign(checkpoint, tiles::consistency);
    }

    @Override
    public void close() {
      thread.interrupt();
      assertThat(code.join()).isEqualTo(130);
    }
  }
}
