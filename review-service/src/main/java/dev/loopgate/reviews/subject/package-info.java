/** What reviews are about, as far as the feeds of the peers have told. */
@NullMarked
package dev.loopgate.reviews.subject;

import org.jspecify.annotations.NullMarked;
