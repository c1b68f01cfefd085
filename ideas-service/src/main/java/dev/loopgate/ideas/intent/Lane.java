package dev.loopgate.ideas.intent;

/** Which intents of a program wait for each other. */
enum Lane {
  /** One after the other, by who has the turn to write to the program, and never during a stop. */
  IN_TURN,
  /** Database only. Neither a stop nor a remote that does not answer holds it up. */
  AT_ONCE
}
