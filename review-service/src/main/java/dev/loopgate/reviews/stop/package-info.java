/** Stopping the loop: anybody may, at once; and what a stop forbids. */
@NullMarked
package dev.loopgate.reviews.stop;

import org.jspecify.annotations.NullMarked;
