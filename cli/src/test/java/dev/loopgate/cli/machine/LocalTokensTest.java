package dev.loopgate.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.cli.client.Home;
import dev.loopgate.cli.output.Screen;
import dev.loopgate.cli.token.Issuer;
import dev.loopgate.cli.token.IssuerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path directory;

  @Test
  void tokensAreRenewedWhenHalfOfTheirLifeIsOver() throws IOException {
    MachineFiles files = MachineFiles.prepare(new Home(directory, directory.resolve("data")));
    Issuer issuer = new Issuer(IssuerKey.loadOrCreate(files.home().issuerKey()));
    AtomicReference<Instant> now = new AtomicReference<>(NOON);
    LocalTokens tokens = new LocalTokens(files, issuer, now::get);
    tokens.renew(Screen.ofProcess());
    String first = Files.readString(files.home().token("ideas"));

    now.set(NOON.plus(Duration.ofDays(15)));
    assertThat(tokens.areHalfOver()).isFalse();
    now.set(NOON.plus(Duration.ofDays(15)).plusSeconds(1));
    assertThat(tokens.areHalfOver()).isTrue();
    assertThat(first.strip().split("[.]")).hasSize(3);
  }
}
