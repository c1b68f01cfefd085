/** Voting: who may say what on a review now, and what a vote does. */
@NullMarked
package dev.loopgate.reviews.vote;

import org.jspecify.annotations.NullMarked;
