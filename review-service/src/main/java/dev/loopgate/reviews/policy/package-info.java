/** The policies that this service ships, versioned, as data. */
@NullMarked
package dev.loopgate.reviews.policy;

import org.jspecify.annotations.NullMarked;
