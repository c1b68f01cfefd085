/** Who may do what, for the record: refused actions and tokens that were made. */
@NullMarked
package dev.loopgate.reviews.access;

import org.jspecify.annotations.NullMarked;
