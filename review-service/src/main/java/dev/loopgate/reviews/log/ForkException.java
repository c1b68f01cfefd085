package dev.loopgate.reviews.log;

/** The log is not the one that was published: signing it would contradict what auditors have. */
public class ForkException extends RuntimeException {
  ForkException(String message) {
    super(message);
  }
}
