package dev.loopgate.worker.services;

/** The service took the attempt back: whatever comes out of it is to be dropped. */
public class LeaseLostException extends Exception {
  LeaseLostException(String message) {
    super(message);
  }
}
