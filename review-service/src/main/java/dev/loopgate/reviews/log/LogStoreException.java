package dev.loopgate.reviews.log;

import java.sql.SQLException;

/** The database did not take or give what the log consists of. */
public class LogStoreException extends RuntimeException {
  LogStoreException(String message, SQLException cause) {
    super(message, cause);
  }
}
