package dev.loopgate.reviews.policy;

import java.sql.SQLException;

/** The database did not take or give policies. */
public class PolicyStoreException extends RuntimeException {
  PolicyStoreException(String message, SQLException cause) {
    super(message, cause);
  }
}
