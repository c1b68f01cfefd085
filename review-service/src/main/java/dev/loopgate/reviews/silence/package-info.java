/** Silencing one agent without stopping anybody else. */
@NullMarked
package dev.loopgate.reviews.silence;

import org.jspecify.annotations.NullMarked;
