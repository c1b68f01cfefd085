/** Reads logs of other loops, and says what they can support and what they cannot. */
@NullMarked
package dev.loopgate.retrospect;

import org.jspecify.annotations.NullMarked;
