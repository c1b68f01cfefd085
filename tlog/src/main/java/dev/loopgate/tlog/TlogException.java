package dev.loopgate.tlog;

/** Something is not what the formats of a transparency log say; the message says what and where. */
public final class TlogException extends RuntimeException {
  public TlogException(String message) {
    super(message);
  }

  public TlogException(String message, Throwable cause) {
    super(message, cause);
  }
}
