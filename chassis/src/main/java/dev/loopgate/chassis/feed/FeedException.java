package dev.loopgate.chassis.feed;

/** An event could not be applied for now. */
public class FeedException extends RuntimeException {
  FeedException(Throwable cause) {
    super(cause);
  }
}
