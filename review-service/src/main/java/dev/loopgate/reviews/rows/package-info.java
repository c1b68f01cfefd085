/** Plain SQL without ceremony, for stores. */
@NullMarked
package dev.loopgate.reviews.rows;

import org.jspecify.annotations.NullMarked;
