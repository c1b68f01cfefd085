/** How reviews end: decided, expired, or uncovered as planted. */
@NullMarked
package dev.loopgate.reviews.seal;

import org.jspecify.annotations.NullMarked;
