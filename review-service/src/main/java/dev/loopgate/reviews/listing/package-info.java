/** How lists are narrowed and ids and texts are read, the same for all of them. */
@NullMarked
package dev.loopgate.reviews.listing;

import org.jspecify.annotations.NullMarked;
