package dev.loopgate.reviews.review;

/** Where a review stands; drawn in {@code docs/states.md}. Only an open one takes votes. */
public enum ReviewState {
  OPEN,
  DECIDED,
  SUPERSEDED
}
