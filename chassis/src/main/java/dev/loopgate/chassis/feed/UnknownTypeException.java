package dev.loopgate.chassis.feed;

/** An event must be understood, and this version does not know its type. */
class UnknownTypeException extends RuntimeException {
  UnknownTypeException(String type) {
    super(
        "%s must be understood, and this version does not know it; a newer one may"
            .formatted(type));
  }
}
