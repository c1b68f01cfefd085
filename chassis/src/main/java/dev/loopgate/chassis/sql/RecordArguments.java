package dev.loopgate.chassis.sql;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Binds the components of a record by their names. Jdbi's own way asks for public types, and most
 * records here are seen in their package only.
 */
record RecordArguments(Record values) implements NamedArgumentFinder {
  private static final ClassValue<Map<String, Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents())
              .collect(Collectors.toMap(RecordComponent::getName, RecordArguments::accessor));
        }
      };

  @Override
  public Optional<Argument> find(String name, StatementContext context) {
    return Optional.ofNullable(accessors().get(name))
        .flatMap(
            accessor -> context.findArgumentFor(accessor.getGenericReturnType(), value(accessor)));
  }

  @Override
  public Collection<String> getNames() {
    return accessors().keySet();
  }

  private Map<String, Method> accessors() {
    return ACCESSORS.get(values.getClass());
  }

  private @Nullable Object value(Method accessor) {
    try {
      return accessor.invoke(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }

  private static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }
}
