/** Sealed outcomes. */
@NullMarked
package dev.loopgate.reviews.decision;

import org.jspecify.annotations.NullMarked;
