/** What people said to set vetoes or whole quorums aside, as rows. */
@NullMarked
package dev.loopgate.reviews.waiver;

import org.jspecify.annotations.NullMarked;
