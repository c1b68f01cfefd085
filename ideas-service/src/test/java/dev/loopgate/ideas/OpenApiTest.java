package dev.loopgate.ideas;

import dev.loopgate.testkit.OpenApiContract;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends ServiceTest {
  @Test
  void committedDocumentIsTheGeneratedOne() throws IOException {
    OpenApiContract.verify("ideas-service");
  }
}
