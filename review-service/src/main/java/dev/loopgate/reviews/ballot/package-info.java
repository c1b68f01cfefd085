/** The rows of votes: how they are kept, hidden while they must be, and told. */
@NullMarked
package dev.loopgate.reviews.ballot;

import org.jspecify.annotations.NullMarked;
