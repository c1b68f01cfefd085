package dev.loopgate.reviews.review;

/**
 * What is about to be sealed would not be without broken glass. Whoever tells of that observes
 * this, in the transaction of the seal.
 */
record RestsOnBrokenGlass(Docket docket) {}
