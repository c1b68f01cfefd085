package dev.loopgate.reviews.access;

import java.sql.SQLException;

/** The database did not take the announcement of a token. */
class AnnouncementException extends RuntimeException {
  AnnouncementException(String tokenId, SQLException cause) {
    super("cannot store the announcement of token " + tokenId, cause);
  }
}
