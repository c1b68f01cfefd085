package dev.loopgate.experiments.run;

/** Where an attempt stands. Only a LEASED one listens to its run token. */
public enum AttemptState {
  PENDING,
  LEASED,
  SUCCEEDED,
  FAILED,
  /** Nobody saw its end: the stage is tried again with the same seed. */
  LOST,
  /** A stop ended it: tried again after the resumption with the same seed, as if it never was. */
  STOPPED,
  CANCELLED
}
