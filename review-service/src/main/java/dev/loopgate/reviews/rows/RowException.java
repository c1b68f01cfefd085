package dev.loopgate.reviews.rows;

import java.sql.SQLException;

/** The database did not take or give rows. */
public class RowException extends RuntimeException {
  RowException(String sql, SQLException cause) {
    super("cannot run: " + sql.strip(), cause);
  }
}
