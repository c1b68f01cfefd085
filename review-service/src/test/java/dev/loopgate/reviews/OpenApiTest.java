package dev.loopgate.reviews;

import dev.loopgate.testkit.OpenApiContract;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends DeskTest {
  @Test
  void theContractIsTheCommittedOne() throws IOException {
    OpenApiContract.verify("review-service");
  }
}
