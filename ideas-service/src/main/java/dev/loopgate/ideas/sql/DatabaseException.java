package dev.loopgate.ideas.sql;

import java.sql.SQLException;

/** A statement failed; nothing of its transaction stays. */
public class DatabaseException extends RuntimeException {
  public DatabaseException(String sql, SQLException cause) {
    super("cannot execute: " + sql.strip().lines().findFirst().orElse(""), cause);
  }
}
