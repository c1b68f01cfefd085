/** What goes into the log: everything that was asked, shown and decided. */
@NullMarked
package dev.loopgate.reviews.record;

import org.jspecify.annotations.NullMarked;
