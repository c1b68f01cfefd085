package dev.loopgate.chassis.idempotency;

import java.sql.SQLException;

/** The database did not take or give a record of an answer. */
public class IdempotencyException extends RuntimeException {
  IdempotencyException(String message, SQLException cause) {
    super(message, cause);
  }
}
