package dev.loopgate.ideas.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class StoredGzipTest {
  @Test
  void storedGzipIsReadByEverybody() throws IOException {
    byte[] content = new byte[200_001];
    new Random(1).nextBytes(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (StoredGzip gzip = new StoredGzip(out)) {
      gzip.write(content);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }
}
