package dev.loopgate.chassis.openapi;

import dev.loopgate.chassis.access.Allow;
import dev.loopgate.contracts.access.Role;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes who may call an operation beside it, as its {@link Allow} says: readers see it, a changed
 * permission is a visible diff, and a test can call everything as everybody. An operation that
 * allows nobody has an empty list; one whose method is not found by its operation id has none.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 3)
public class AllowedCallers implements OASFilter {
  static final String EXTENSION = "x-loopgate-allow";

  private static final DotName OPERATION = DotName.createSimple(Operation.class);
  private static final DotName ALLOW = DotName.createSimple(Allow.class);
  private static final DotName ALTERNATIVES = DotName.createSimple(Allow.Any.class);

  private final Map<String, MethodInfo> methods = new HashMap<>();

  public AllowedCallers(IndexView index) {
    for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
      AnnotationValue id = operation.value("operationId");
      if (id != null && operation.target().kind() == AnnotationTarget.Kind.METHOD) {
        add(id.asString(), operation.target().asMethod());
      }
    }
  }

  /** An index may know the same class twice, from its folder and from its archive. */
  private void add(String id, MethodInfo method) {
    MethodInfo before = methods.put(id, method);
    if (before != null && !before.toString().equals(method.toString())) {
      throw new IllegalStateException("two methods have the operation id " + id);
    }
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
    }
    document.getPaths().getPathItems().values().stream()
        .map(PathItem::getOperations)
        .flatMap(operations -> operations.values().stream())
        .forEach(operation -> {
          MethodInfo method = methods.get(operation.getOperationId());
          if (method != null) {
            operation.addExtension(EXTENSION, callers(method));
          }
        });
  }

  private static List<Map<String, Object>> callers(MethodInfo method) {
    return alternatives(method).map(AllowedCallers::caller).toList();
  }

  /** What a method says itself, or else what its class says. */
  private static Stream<AnnotationInstance> alternatives(MethodInfo method) {
    List<AnnotationInstance> own =
        alternatives(method.annotation(ALLOW), method.annotation(ALTERNATIVES));
    ClassInfo resource = method.declaringClass();
    return own.isEmpty()
        ? alternatives(
            resource.declaredAnnotation(ALLOW), resource.declaredAnnotation(ALTERNATIVES))
            .stream()
        : own.stream();
  }

  private static List<AnnotationInstance> alternatives(
      @Nullable AnnotationInstance one, @Nullable AnnotationInstance several) {
    if (several != null) {
      return List.of(several.value().asNestedArray());
    }
    return one == null ? List.of() : List.of(one);
  }

  /** No {@code roles} means any. */
  private static Map<String, Object> caller(AnnotationInstance allow) {
    Map<String, Object> caller = new LinkedHashMap<>();
    caller.put("kind", allow.value("kind").asEnum());
    AnnotationValue roles = allow.value("roles");
    if (roles != null && roles.asEnumArray().length > 0) {
      caller.put(
          "roles",
          Arrays.stream(roles.asEnumArray()).map(r -> Role.valueOf(r).spelling()).toList());
    }
    return caller;
  }
}
