package dev.loopgate.reviews.listing;

import dev.loopgate.chassis.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a list is narrowed to, as a query over entities with fields id, program and programId. */
public final class Listing {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  /** Only one program, by name or id; null means all. */
  public Listing ofProgram(@Nullable String nameOrId) {
    if (nameOrId == null) {
      return this;
    }
    return uuid(nameOrId)
        .map(id -> with("programId", id))
        .orElseGet(() -> with("program", withoutNul(nameOrId)));
  }

  /** Only what has this value; null means all. */
  public Listing with(String field, @Nullable Object value) {
    if (value != null) {
      conditions.add("%s = :%s".formatted(field, field));
      parameters.put(field, value);
    }
    return this;
  }

  /** Only what comes after a cursor, newest first; null means from the start. */
  public Listing after(@Nullable String cursor) {
    UUID last = cursor(cursor);
    if (last != null) {
      conditions.add("id < :cursor");
      parameters.put("cursor", last);
    }
    return this;
  }

  /** The id in a cursor; null means from the start. */
  public static @Nullable UUID cursor(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    return uuid(cursor)
        .orElseThrow(() ->
            ProblemException.invalid(
                "cursor", "This is no cursor of this list. Send nextCursor as it was given."));
  }

  /** The query, newest first. */
  public String query() {
    String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
    return where + " order by id desc";
  }

  public Map<String, Object> parameters() {
    return Map.copyOf(parameters);
  }

  /** The id in a text; empty when it is none. */
  public static Optional<UUID> uuid(String text) {
    String id = text.toLowerCase(Locale.ROOT);
    return UUID_TEXT.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
  }

  /** PostgreSQL stores no NUL characters, and refuses questions about them. */
  public static String withoutNul(String text) {
    return text.replace('\u0000', '\uFFFD');
  }
}
