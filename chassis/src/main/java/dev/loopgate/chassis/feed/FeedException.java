package dev.loopgate.chassis.feed;

import java.sql.SQLException;

/** The database did not take or give feed rows, or an event could not be applied for now. */
public class FeedException extends RuntimeException {
  FeedException(String message, SQLException cause) {
    super(message, cause);
  }

  FeedException(Throwable cause) {
    super(cause);
  }
}
