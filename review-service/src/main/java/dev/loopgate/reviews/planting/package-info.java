/** Putting known-bad reviews among the true ones, and showing what came of them. */
@NullMarked
package dev.loopgate.reviews.planting;

import org.jspecify.annotations.NullMarked;
