package dev.loopgate.reviews.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rules.Fact;
import dev.loopgate.reviews.rules.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of one kind of review as types, so that a condition about something that such a review
 * never has is refused when the policy is applied and not when somebody waits for a decision.
 */
final class FactTypes implements CelTypeProvider {
  static final String CHANGE = "change";

  private static final StructType GUARD =
      struct("Guard", Map.of("metric", SimpleType.STRING, "broken", SimpleType.BOOL));
  private static final StructType CHANGED =
      struct(
          "Change", Map.of("kind", SimpleType.STRING, "parts", ListType.create(SimpleType.STRING)));

  private final ImmutableMap<String, StructType> groups;

  private FactTypes(ImmutableMap<String, StructType> groups) {
    this.groups = groups;
  }

  static FactTypes of(ReviewKind kind) {
    return new FactTypes(groups(kind));
  }

  /** The same, and what changed between two dossiers. */
  static FactTypes ofChange(ReviewKind kind) {
    return new FactTypes(
        ImmutableMap.<String, StructType>builder()
            .putAll(groups(kind))
            .put(CHANGE, CHANGED)
            .build());
  }

  private static ImmutableMap<String, StructType> groups(ReviewKind kind) {
    Map<String, Map<String, CelType>> fields = new LinkedHashMap<>();
    for (Fact fact : Facts.ALL) {
      if (fact.kinds().contains(kind)) {
        fields
            .computeIfAbsent(fact.group(), _ -> new LinkedHashMap<>())
            .put(fact.name(), type(fact.type()));
      }
    }
    ImmutableMap.Builder<String, StructType> groups = ImmutableMap.builder();
    fields.forEach((group, of) -> groups.put(group, struct(capital(group), of)));
    return groups.build();
  }

  /** The variables of conditions with their types. */
  ImmutableMap<String, StructType> groups() {
    return groups;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.<CelType>builder().addAll(groups.values()).add(GUARD).build();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return types().stream().filter(type -> type.name().equals(name)).findFirst();
  }

  private static CelType type(Fact.Type type) {
    return switch (type) {
      case BOOL -> SimpleType.BOOL;
      case INT -> SimpleType.INT;
      case NUMBER -> SimpleType.DOUBLE;
      case TEXT -> SimpleType.STRING;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case GUARDS -> ListType.create(GUARD);
    };
  }

  private static StructType struct(String name, Map<String, CelType> of) {
    ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(of);
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }

  private static String capital(String group) {
    return Character.toUpperCase(group.charAt(0)) + group.substring(1);
  }
}
