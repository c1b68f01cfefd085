package dev.loopgate.chassis.feed;

/** Why an event is set aside. */
public enum ParkingCause {
  /** Its data is not what its type promises. */
  UNREADABLE,
  /** This version does not know its type, and its envelope says that it must be understood. */
  UNKNOWN,
  /** A fact that it needs has not arrived. */
  TOO_EARLY,
  /** Applying it failed several times: a fault of ours. */
  FAILED,
  /** Nothing is wrong with it; an earlier event about the same program is set aside. */
  BEHIND
}
