/** Ending a stop: one person asks, others decide. */
@NullMarked
package dev.loopgate.reviews.resumption;

import org.jspecify.annotations.NullMarked;
