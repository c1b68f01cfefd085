package dev.loopgate.reviews.listing;

import dev.loopgate.reviews.subject.ProgramNames;
import dev.loopgate.wire.paging.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a list is narrowed to, as a query over entities with fields id and programId. */
public final class Listing {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Stands for the name of a program where something is about all of them. */
  private static final String ALL = "*";

  /** No program has this id. */
  private static final UUID NONE = new UUID(0, 0);

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  /** Only one program, or with {@link #ALL} what is about no single one; null means no matter. */
  public Listing ofProgram(@Nullable String nameOrId, ProgramNames names) {
    if (nameOrId == null) {
      return this;
    }
    if (nameOrId.equals(ALL)) {
      conditions.add("programId is null");
      return this;
    }
    return with("programId", uuid(nameOrId).or(() -> names.id(nameOrId)).orElse(NONE));
  }

  /** Only what has this value; null means all. */
  public Listing with(String field, @Nullable Object value) {
    if (value != null) {
      conditions.add("%s = :%s".formatted(field, field));
      parameters.put(field, value);
    }
    return this;
  }

  /** Only what has another value. */
  public Listing without(String field, Object value) {
    conditions.add("%s <> :no_%s".formatted(field, field));
    parameters.put("no_" + field, value);
    return this;
  }

  /** Only what comes after a cursor, newest first; null means from the start. */
  public Listing after(@Nullable String cursor) {
    conditions.add("id < :cursor");
    parameters.put("cursor", Cursor.below(cursor));
    return this;
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
