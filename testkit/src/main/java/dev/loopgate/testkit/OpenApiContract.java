package dev.loopgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a service's generated OpenAPI document with the committed one, so that a changed
 * contract is a visible diff.
 */
public final class OpenApiContract {
  private OpenApiContract() {}

  /**
   * Fails when the running service and {@code docs/openapi/<service>.yaml} differ; with {@code
   * -Dopenapi.update} writes the file instead.
   */
  public static void verify(String service) throws IOException {
    String generated = RestAssured.get("/q/openapi?format=yaml").asString();
    Path committed = Repository.file("docs/openapi/" + service + ".yaml");
    if (System.getProperty("openapi.update") != null) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, generated);
    }
    assertThat(committed)
        .as("run ./mvnw verify -pl %s -Dopenapi.update and commit the file", service)
        .hasContent(generated);
  }
}
