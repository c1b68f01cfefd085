/** Who lends another person their voice, on what, and until when. */
@NullMarked
package dev.loopgate.reviews.delegation;

import org.jspecify.annotations.NullMarked;
