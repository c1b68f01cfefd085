/** The append-only, hash-chained record of everything that was asked, shown and decided. */
@NullMarked
package dev.loopgate.reviews.record;

import org.jspecify.annotations.NullMarked;
