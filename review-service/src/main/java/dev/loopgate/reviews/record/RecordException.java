package dev.loopgate.reviews.record;

import java.sql.SQLException;

/** The database did not take or give entries of the log. */
public class RecordException extends RuntimeException {
  RecordException(String message, SQLException cause) {
    super(message, cause);
  }
}
