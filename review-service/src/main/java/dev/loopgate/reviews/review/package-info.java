/** The rows of reviews: what is asked, what it shows, and where it stands. */
@NullMarked
package dev.loopgate.reviews.review;

import org.jspecify.annotations.NullMarked;
