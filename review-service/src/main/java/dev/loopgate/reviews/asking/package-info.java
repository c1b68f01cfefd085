/** Putting questions to people, as the peers tell what there is to ask, and taking them back. */
@NullMarked
package dev.loopgate.reviews.asking;

import org.jspecify.annotations.NullMarked;
