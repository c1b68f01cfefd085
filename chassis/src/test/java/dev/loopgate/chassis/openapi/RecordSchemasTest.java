package dev.loopgate.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.Index;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSchemasTest {
  record AnswerView(String key, @Nullable String reason, Outcome outcome) {
    enum Outcome {
      GOOD,
      BAD
    }
  }

  record Question(String key, int limit) {}

  @Test
  void componentsOfAnswersAreRequiredUnlessNullable() throws IOException {
    OpenAPI document = filtered();
    assertThat(schema(document, "Answer").getRequired())
        .containsExactlyInAnyOrder("key", "outcome");
  }

  @Test
  void requestsKeepWhatValidationSays() throws IOException {
    OpenAPI document = filtered();
    assertThat(schema(document, "Question").getRequired()).isNull();
  }

  @Test
  void nestedEnumsCarryTheNameOfTheirOwner() throws IOException {
    OpenAPI document = filtered();
    assertThat(document.getComponents().getSchemas())
        .containsKey("AnswerOutcome")
        .doesNotContainKey("Outcome1");
    assertThat(schema(document, "Answer").getProperties())
        .hasEntrySatisfying(
            "outcome", outcome -> assertThat(outcome.getRef()).endsWith("/AnswerOutcome"));
  }

  private static Schema schema(OpenAPI document, String name) {
    return Objects.requireNonNull(document.getComponents().getSchemas().get(name));
  }

  private static OpenAPI filtered() throws IOException {
    OpenAPI document = document();
    Index index = Index.of(AnswerView.class, AnswerView.Outcome.class, Question.class);
    new RecordSchemas(index).filterOpenAPI(document);
    return document;
  }

  private static OpenAPI document() {
    Operation ask =
        OASFactory.createOperation()
            .requestBody(OASFactory.createRequestBody().content(json("Question")))
            .responses(
                OASFactory.createAPIResponses()
                    .addAPIResponse(
                        "200", OASFactory.createAPIResponse().content(json("AnswerView"))));
    return OASFactory.createOpenAPI()
        .paths(OASFactory.createPaths().addPathItem("/ask", OASFactory.createPathItem().POST(ask)))
        .components(
            OASFactory.createComponents()
                .addSchema(
                    "AnswerView",
                    schema()
                        .addProperty("key", schema())
                        .addProperty("reason", schema())
                        .addProperty("outcome", schema().ref(Schemas.REF + "Outcome1")))
                .addSchema(
                    "Question",
                    schema().addProperty("key", schema()).addProperty("limit", schema()))
                .addSchema("Outcome1", schema().enumeration(List.of("GOOD", "BAD"))));
  }

  private static Content json(String schema) {
    return OASFactory.createContent()
        .addMediaType(
            "application/json",
            OASFactory.createMediaType().schema(schema().ref(Schemas.REF + schema)));
  }

  private static Schema schema() {
    return OASFactory.createSchema();
  }
}
