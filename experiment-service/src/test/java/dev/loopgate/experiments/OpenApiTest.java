package dev.loopgate.experiments;

import dev.loopgate.testkit.OpenApiContract;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends ServiceTest {
  @Test
  void committedContractIsWhatTheServiceServes() throws IOException {
    OpenApiContract.verify("experiment-service");
  }
}
