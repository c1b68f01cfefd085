/** How a review stands now, with all that bears on it, and what people see of it. */
@NullMarked
package dev.loopgate.reviews.docket;

import org.jspecify.annotations.NullMarked;
