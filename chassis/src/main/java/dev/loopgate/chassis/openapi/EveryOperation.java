package dev.loopgate.chassis.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds what is true of every operation: it wants a token, fails with a problem document, and means
 * the same by a key.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 2)
public class EveryOperation implements OASFilter {
  /** The name that {@code quarkus.smallrye-openapi.security-scheme-name} gives. */
  private static final String TOKEN = "token";

  private static final String PROBLEM = "Problem";
  private static final String FAULT = "Fault";

  private static final String RETRY_KEY = "Idempotency-Key";
  private static final String RETRIES =
      "Makes the request safe to send again: a repeated key answers what the first request answered,"
          + " also during a stop. Up to 200 characters; kept for 7 days.";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
    }
    document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
    Components components = document.getComponents();
    document.setComponents(
        (components == null ? OASFactory.createComponents() : components)
            .addSchema(PROBLEM, problem())
            .addSchema(FAULT, fault())
            .addResponse(PROBLEM, answer()));
    operations(document)
        .flatMap(operation -> Stream.ofNullable(operation.getResponses()))
        .forEach(EveryOperation::addProblem);
    operations(document)
        .flatMap(operation -> Stream.ofNullable(operation.getParameters()))
        .flatMap(List::stream)
        .filter(parameter -> RETRY_KEY.equals(parameter.getName()))
        .forEach(parameter -> parameter.setDescription(RETRIES));
  }

  private static Stream<Operation> operations(OpenAPI document) {
    return document.getPaths().getPathItems().values().stream()
        .map(PathItem::getOperations)
        .flatMap(operations -> operations.values().stream());
  }

  private static void addProblem(APIResponses responses) {
    if (responses.getDefaultValue() == null) {
      responses.setDefaultValue(
          OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM));
    }
  }

  private static APIResponse answer() {
    return OASFactory.createAPIResponse()
        .description("A problem document (RFC 9457); see docs/problems.md for the types.")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/problem+json",
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref(Schemas.REF + PROBLEM))));
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .addProperty("type", text("names the kind of problem and never changes").format("uri"))
        .addProperty("title", text("the same for every problem of that type"))
        .addProperty(
            "status", OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32"))
        .addProperty("detail", text("what happened here and what to do"))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref(Schemas.REF + FAULT)))
        .required(List.of("type", "title", "status", "detail"));
  }

  private static Schema fault() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .addProperty("pointer", text("JSON pointer, parameter name, or file:line"))
        .addProperty("detail", text("what is wrong and what would be right"))
        .required(List.of("pointer", "detail"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
