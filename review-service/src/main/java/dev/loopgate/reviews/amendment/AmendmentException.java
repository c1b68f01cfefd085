package dev.loopgate.reviews.amendment;

import java.sql.SQLException;

/** The database did not take or give changes of policies. */
public class AmendmentException extends RuntimeException {
  AmendmentException(String message, SQLException cause) {
    super(message, cause);
  }
}
