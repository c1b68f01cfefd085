/** Policies as people see and change them; a policy changes only as it says itself. */
@NullMarked
package dev.loopgate.reviews.amendment;

import org.jspecify.annotations.NullMarked;
