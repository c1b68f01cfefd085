/** Reviews, their dossiers and the votes on them. */
@NullMarked
package dev.loopgate.reviews.review;

import org.jspecify.annotations.NullMarked;
