package dev.loopgate.reviews.seal;

import dev.loopgate.reviews.docket.Docket;

/**
 * What is about to be sealed would not be without broken glass. Whoever tells of that observes
 * this, in the transaction of the seal.
 */
public record RestsOnBrokenGlass(Docket docket) {}
