package dev.loopgate.worker.layout;

/** What a stage was to start from is not what it should be: a wrong digest, an unsafe tarball. */
public class BadInputException extends Exception {
  BadInputException(String message) {
    super(message);
  }
}
