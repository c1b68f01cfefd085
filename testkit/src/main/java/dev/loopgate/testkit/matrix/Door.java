package dev.loopgate.testkit.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a service's OpenAPI document, with a path of things that do not exist: whoever
 * may call it is told so, and nothing happens.
 *
 * @param allowed who may call it; null when the document does not say
 */
record Door(
    String operation,
    String method,
    String path,
    @Nullable String contentType,
    @Nullable List<Allowed> allowed) {
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "delete", "patch", "head", "options", "trace");

  /** A kind, and roles of which one is needed; none means any. */
  record Allowed(String kind, Set<Role> roles) {
    boolean admits(Caller caller) {
      return caller.kind() != null
          && kind.equals(caller.kind().name())
          && (roles.isEmpty() || roles.stream().anyMatch(caller.roles()::contains));
    }
  }

  static List<Door> in(JsonNode document) {
    List<Door> doors = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .map(operation ->
                    door(
                        path.getKey(),
                        operation.getKey(),
                        operation.getValue(),
                        path.getValue().path("parameters")))
                .forEach(doors::add));
    return doors;
  }

  boolean admits(Caller caller) {
    return allowed != null && allowed.stream().anyMatch(a -> a.admits(caller));
  }

  boolean isOpenTo(PrincipalKind kind) {
    return allowed != null && allowed.stream().anyMatch(a -> a.kind().equals(kind.name()));
  }

  boolean changesSomething() {
    return !Set.of("GET", "HEAD", "OPTIONS").contains(method);
  }

  /** The path without its query. */
  String bare() {
    return path.split("\\?", 2)[0];
  }

  private static Door door(String template, String method, JsonNode operation, JsonNode shared) {
    List<JsonNode> parameters =
        StreamSupport.stream(operation.path("parameters").spliterator(), false)
            .collect(Collectors.toCollection(ArrayList::new));
    shared.forEach(parameters::add);
    String path = template;
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      String value = URLEncoder.encode(plausible(parameter.path("schema")), StandardCharsets.UTF_8);
      if ("path".equals(parameter.path("in").asText())) {
        path = path.replace("{" + name + "}", value);
      } else if (isDemanded(parameter)) {
        query.add(name + "=" + value);
      }
    }
    return new Door(
        operation.path("operationId").asText(template),
        method.toUpperCase(Locale.ROOT),
        query.isEmpty() ? path : path + "?" + String.join("&", query),
        contentType(operation),
        allowed(operation.get("x-loopgate-allow")));
  }

  private static boolean isDemanded(JsonNode parameter) {
    return "query".equals(parameter.path("in").asText()) && parameter.path("required").asBoolean();
  }

  private static String plausible(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").get(0).asText();
    }
    if ("integer".equals(schema.path("type").asText())) {
      return schema.path("minimum").asText("1");
    }
    return "uuid".equals(schema.path("format").asText()) || isReferenceToUuid(schema)
        ? "019d0000-0000-7000-8000-000000000000"
        : "nothing-here";
  }

  private static boolean isReferenceToUuid(JsonNode schema) {
    return schema.path("$ref").asText().endsWith("/UUID");
  }

  private static @Nullable String contentType(JsonNode operation) {
    return operation.path("requestBody").path("content").properties().stream()
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable List<Allowed> allowed(@Nullable JsonNode declared) {
    return declared == null
        ? null
        : StreamSupport.stream(declared.spliterator(), false)
            .map(a -> new Allowed(a.path("kind").asText(), roles(a.path("roles"))))
            .toList();
  }

  private static Set<Role> roles(JsonNode names) {
    return StreamSupport.stream(names.spliterator(), false)
        .map(name -> Role.spelt(name.asText()).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }
}
