package dev.loopgate.chassis.openapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Walks the schemas of an OpenAPI document. */
final class Schemas {
  static final String REF = "#/components/schemas/";

  private final OpenAPI document;

  Schemas(OpenAPI document) {
    this.document = document;
  }

  /** Names of the schemas that answers are made of. */
  Set<String> namesInAnswers() {
    Set<String> names = new LinkedHashSet<>();
    operations()
        .flatMap(operation -> answers(operation).flatMap(Schemas::inContent))
        .forEach(schema -> collect(schema, names));
    return names;
  }

  /** Visits every schema object, named or not, wherever it stands. */
  void forEach(Consumer<Schema> visitor) {
    document.getComponents().getSchemas().values().forEach(schema -> visit(schema, visitor));
    operations().flatMap(Schemas::inOperation).forEach(schema -> visit(schema, visitor));
  }

  static @Nullable String referenced(Schema schema) {
    String ref = schema.getRef();
    return ref != null && ref.startsWith(REF) ? ref.substring(REF.length()) : null;
  }

  private void collect(Schema schema, Set<String> names) {
    visit(
        schema,
        part -> {
          String name = referenced(part);
          Schema named = name == null ? null : document.getComponents().getSchemas().get(name);
          if (named != null && names.add(name)) {
            collect(named, names);
          }
        });
  }

  private static void visit(Schema schema, Consumer<Schema> visitor) {
    visitor.accept(schema);
    parts(schema).forEach(part -> visit(part, visitor));
  }

  private static Stream<Schema> parts(Schema schema) {
    Stream<Schema> single =
        Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema())
            .filter(Objects::nonNull);
    Stream<Schema> choices =
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
            .filter(Objects::nonNull)
            .flatMap(List::stream);
    Stream<Schema> properties =
        Stream.ofNullable(schema.getProperties()).flatMap(all -> all.values().stream());
    return Stream.of(single, choices, properties).flatMap(part -> part);
  }

  private Stream<Operation> operations() {
    return Stream.ofNullable(document.getPaths())
        .flatMap(paths -> Stream.ofNullable(paths.getPathItems()))
        .flatMap(items -> items.values().stream())
        .map(PathItem::getOperations)
        .flatMap(operations -> operations.values().stream());
  }

  private static Stream<Schema> inOperation(Operation operation) {
    Stream<Schema> parameters =
        Stream.ofNullable(operation.getParameters())
            .flatMap(List::stream)
            .map(Parameter::getSchema)
            .filter(Objects::nonNull);
    Stream<Schema> body =
        Stream.ofNullable(operation.getRequestBody())
            .flatMap(request -> inContent(request.getContent()));
    return Stream.of(parameters, body, answers(operation).flatMap(Schemas::inContent))
        .flatMap(part -> part);
  }

  private static Stream<@Nullable Content> answers(Operation operation) {
    return Stream.ofNullable(operation.getResponses())
        .flatMap(responses -> Stream.ofNullable(responses.getAPIResponses()))
        .flatMap(answers -> answers.values().stream())
        .map(answer -> answer.getContent());
  }

  private static Stream<Schema> inContent(@Nullable Content content) {
    if (content == null || content.getMediaTypes() == null) {
      return Stream.empty();
    }
    return content.getMediaTypes().values().stream()
        .map(MediaType::getSchema)
        .filter(Objects::nonNull);
  }
}
