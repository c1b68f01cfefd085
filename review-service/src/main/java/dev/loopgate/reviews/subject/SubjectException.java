package dev.loopgate.reviews.subject;

import java.sql.SQLException;

/** The database did not take or give what the peers told. */
public class SubjectException extends RuntimeException {
  SubjectException(String message, SQLException cause) {
    super(message, cause);
  }
}
