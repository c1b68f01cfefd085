/** Decisions to take away: signed statements about one decision, and the proof of its entry. */
@NullMarked
package dev.loopgate.reviews.bundle;

import org.jspecify.annotations.NullMarked;
