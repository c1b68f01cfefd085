package dev.loopgate.chassis.feed;

/**
 * An event needs a fact that has not arrived here yet. It is set aside until it has, and with it
 * whatever comes later about the same program.
 */
public class TooEarlyException extends RuntimeException {
  /**
   * Names what is missing.
   *
   * @param missing for example {@code the verdict on digits-12}
   */
  public TooEarlyException(String missing) {
    super(missing + " has not arrived yet");
  }
}
