package dev.loopgate.chassis.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Tells clients what the code already says. In an answer every component of a record is there
 * unless it is {@code @Nullable}, so it is required; a nested enum carries the name of the type
 * around it, so that no client meets {@code Outcome1} and {@code Outcome2}; and {@code IdeaView} is
 * an {@code Idea} to everybody else.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 1)
public class RecordSchemas implements OASFilter {
  private static final String OURS = "dev.loopgate.";
  private static final String VIEW = "View";
  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");

  private final List<ClassInfo> records;
  private final List<ClassInfo> nestedEnums;

  public RecordSchemas(IndexView index) {
    Collection<ClassInfo> ours =
        index.getKnownClasses().stream().filter(c -> c.name().toString().startsWith(OURS)).toList();
    records = ours.stream().filter(ClassInfo::isRecord).toList();
    nestedEnums = ours.stream().filter(c -> c.isEnum() && c.enclosingClass() != null).toList();
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
      return;
    }
    Schemas schemas = new Schemas(document);
    Set<String> answers = schemas.namesInAnswers();
    document
        .getComponents()
        .getSchemas()
        .forEach((name, schema) -> {
          if (answers.contains(name)) {
            require(name, schema);
          }
        });
    rename(document, schemas);
  }

  private void require(String name, Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties == null) {
      return;
    }
    List<Set<String>> candidates =
        records.stream()
            .filter(r -> isNamedAfter(r, name) && hasFields(r, properties.keySet()))
            .map(RecordSchemas::alwaysThere)
            .toList();
    properties.keySet().stream()
        .filter(p -> !candidates.isEmpty() && candidates.stream().allMatch(c -> c.contains(p)))
        .filter(p -> schema.getRequired() == null || !schema.getRequired().contains(p))
        .forEach(schema::addRequired);
  }

  private static boolean isNamedAfter(ClassInfo type, String name) {
    return name.startsWith(type.simpleName()) || type.simpleName().equals(name + VIEW);
  }

  private static boolean hasFields(ClassInfo type, Set<String> names) {
    return type.recordComponents().stream()
        .map(RecordComponentInfo::name)
        .collect(Collectors.toSet())
        .equals(names);
  }

  private static Set<String> alwaysThere(ClassInfo type) {
    return type.recordComponents().stream()
        .filter(component -> !component.type().hasAnnotation(NULLABLE))
        .map(RecordComponentInfo::name)
        .collect(Collectors.toSet());
  }

  private void rename(OpenAPI document, Schemas schemas) {
    Map<String, Schema> before = document.getComponents().getSchemas();
    Map<String, String> newNames = new HashMap<>();
    Map<String, Schema> after = new TreeMap<>();
    before.forEach((name, schema) -> {
      String wanted = clientName(name, schema);
      String chosen = before.containsKey(wanted) || after.containsKey(wanted) ? name : wanted;
      newNames.put(name, chosen);
      after.put(chosen, schema);
    });
    document.getComponents().setSchemas(after);
    schemas.forEach(schema -> {
      String name = Schemas.referenced(schema);
      if (name != null && newNames.containsKey(name)) {
        schema.setRef(Schemas.REF + newNames.get(name));
      }
    });
  }

  private String clientName(String name, Schema schema) {
    if (schema.getEnumeration() == null) {
      return name.endsWith(VIEW) ? name.substring(0, name.length() - VIEW.length()) : name;
    }
    List<String> full =
        nestedEnums.stream()
            .filter(e -> name.matches(e.simpleName() + "\\d*"))
            .filter(e -> constants(e).equals(Set.copyOf(schema.getEnumeration())))
            .map(e -> owner(e) + e.simpleName())
            .distinct()
            .toList();
    return full.size() == 1 ? full.getFirst() : name;
  }

  private static String owner(ClassInfo nested) {
    String name = nested.enclosingClass().withoutPackagePrefix();
    String simple = name.substring(name.lastIndexOf('$') + 1);
    return simple.endsWith(VIEW) ? simple.substring(0, simple.length() - VIEW.length()) : simple;
  }

  private static Set<String> constants(ClassInfo type) {
    return type.enumConstants().stream().map(FieldInfo::name).collect(Collectors.toSet());
  }
}
