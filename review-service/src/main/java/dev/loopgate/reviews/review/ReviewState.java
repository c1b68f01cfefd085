package dev.loopgate.reviews.review;

/** Where a review stands; drawn in {@code docs/states.md}. Only an open one takes votes. */
public enum ReviewState {
  OPEN,
  DECIDED,
  SUPERSEDED,
  /** Was never a true one: it was put among them to see whether people look. */
  PLANTED
}
