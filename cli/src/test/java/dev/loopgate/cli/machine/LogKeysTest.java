package dev.loopgate.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.tlog.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeysTest {
  @TempDir Path directory;

  @Test
  void theKeyIsMadeOnceAndNobodyMayEvenOverwriteIt() throws IOException {
    LogKeys keys = new LogKeys(directory, new SecureRandom());
    String made = Files.readString(keys.secret());

    assertThat(Files.readString(keys.secret())).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.secret())))
        .isEqualTo("r--------");
  }

  @Test
  void thePublicHalfBelongsToTheSecretOne() throws IOException {
    NoteSigner signer =
        NoteSigner.parse(Files.readString(new LogKeys(directory, new SecureRandom()).secret()));

    assertThat(directory.resolve("log.vkey")).hasContent(signer.key().toString());
    assertThat(signer.key().name()).startsWith("loopgate.local/");
  }
}
