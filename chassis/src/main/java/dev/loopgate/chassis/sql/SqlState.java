package dev.loopgate.chassis.sql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the database says about a failure, in the classes of SQLSTATE.
 *
 * @param code empty when it says nothing
 */
public record SqlState(String code) {
  /** Integrity, values, statements and raised exceptions: not the database is at fault. */
  private static final Set<String> FAULTY_STATEMENT = Set.of("21", "22", "23", "42", "P0");

  /** No connection, rolled back, no resources, going down or starting. */
  private static final Set<String> UNAVAILABLE = Set.of("08", "40", "53", "57P");

  /** The states of a failure and its causes; none when the database has nothing to do with it. */
  public static Stream<SqlState> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .map(e -> new SqlState(Objects.requireNonNullElse(e.getSQLState(), "")));
  }

  /** Whether the same statement would fail again. */
  public boolean blamesStatement() {
    return code.length() == 5 && FAULTY_STATEMENT.stream().anyMatch(code::startsWith);
  }

  /** Whether the same statement may succeed in a while. */
  public boolean saysUnavailable() {
    return code.isEmpty() || UNAVAILABLE.stream().anyMatch(code::startsWith);
  }
}
