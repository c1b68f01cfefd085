package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether data can be worked with: the records of {@code contracts} say which of their parts may be
 * absent, and no database or digest takes NUL characters or numbers beyond all range.
 */
final class Complete {
  private static final ClassValue<List<RecordComponent>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return type.isRecord() ? List.of(type.getRecordComponents()) : List.of();
        }
      };

  private Complete() {}

  /** Throws for text and numbers that cannot be kept. */
  static void requireStorable(@Nullable JsonNode data) throws JsonMappingException {
    if (data != null && isOutOfRange(data)) {
      throw new JsonMappingException(
          null, "it holds NUL characters or numbers beyond the range of a double");
    }
  }

  private static boolean isOutOfRange(JsonNode node) {
    if (node.isContainerNode()) {
      return StreamSupport.stream(node.spliterator(), false).anyMatch(Complete::isOutOfRange);
    }
    return node.isTextual()
        ? node.textValue().indexOf('\0') >= 0
        : node.isNumber() && !Double.isFinite(node.doubleValue());
  }

  /** Throws when a part is null that the record does not declare {@link Nullable}, at any depth. */
  static void require(Object data) throws JsonMappingException {
    for (RecordComponent part : PARTS.get(data.getClass())) {
      Object value = value(part, data);
      if (value != null) {
        requireWithin(value);
      } else if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new JsonMappingException(
            null, "%s lacks %s".formatted(data.getClass().getSimpleName(), part.getName()));
      }
    }
  }

  private static void requireWithin(Object value) throws JsonMappingException {
    for (Object element : elements(value).toList()) {
      require(element);
    }
  }

  private static Stream<?> elements(Object value) {
    return switch (value) {
      case Iterable<?> all ->
          StreamSupport.stream(all.spliterator(), false).flatMap(Stream::ofNullable);
      case Map<?, ?> map -> map.values().stream().flatMap(Stream::ofNullable);
      default -> Stream.of(value);
    };
  }

  private static @Nullable Object value(RecordComponent part, Object data) {
    try {
      return part.getAccessor().invoke(data);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + part, e);
    }
  }
}
