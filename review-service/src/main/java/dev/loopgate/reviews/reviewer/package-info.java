/** The people who vote: who they are, what they have looked at, how much they do. */
@NullMarked
package dev.loopgate.reviews.reviewer;

import org.jspecify.annotations.NullMarked;
