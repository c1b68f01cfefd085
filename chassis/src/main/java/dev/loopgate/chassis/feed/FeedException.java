package dev.loopgate.chassis.feed;

import java.sql.SQLException;

/** The database did not take or give feed rows. */
public class FeedException extends RuntimeException {
  FeedException(String message, SQLException cause) {
    super(message, cause);
  }
}
