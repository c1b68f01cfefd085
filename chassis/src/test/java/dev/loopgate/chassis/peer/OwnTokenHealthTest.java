package dev.loopgate.chassis.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTokenHealthTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Test
  void theEndOfATokenIsReadFromIt() throws IOException {
    assertThat(OwnTokenHealth.expiry(token("{\"exp\":1800000000}")))
        .contains(Instant.ofEpochSecond(1_800_000_000L));
  }

  @Test
  void whatIsNoTokenHasNoKnownEnd() throws IOException {
    assertThat(OwnTokenHealth.expiry(directory.resolve("missing"))).isEmpty();
    assertThat(OwnTokenHealth.expiry(Files.writeString(directory.resolve("t"), "x"))).isEmpty();
    assertThat(OwnTokenHealth.expiry(Files.writeString(directory.resolve("t"), "a.%.c"))).isEmpty();
    assertThat(OwnTokenHealth.expiry(token("{}"))).isEmpty();
    assertThat(OwnTokenHealth.expiry(token("{\"exp\":\"soon\"}"))).isEmpty();
  }

  private Path token(String claims) throws IOException {
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(Json.utf8(claims));
    return Files.writeString(directory.resolve("token"), "head." + encoded + ".signature\n");
  }
}
