package dev.loopgate.reviews.stop;

import java.sql.SQLException;

/** The database did not take or give a stop. */
public class StopException extends RuntimeException {
  StopException(SQLException cause) {
    super("the stops cannot be read or written", cause);
  }
}
