package dev.loopgate.worker;

/** The service took the attempt back: whatever comes out of it is to be dropped. */
class LeaseLostException extends Exception {
  LeaseLostException(String message) {
    super(message);
  }
}
