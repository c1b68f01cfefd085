package dev.loopgate.experiments.sql;

import java.sql.SQLException;

/** The database did not do what a store asked. */
public class SqlException extends RuntimeException {
  SqlException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
