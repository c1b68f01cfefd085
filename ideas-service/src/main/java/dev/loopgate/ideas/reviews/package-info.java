/** What this service needs of review-service: its decisions. */
@NullMarked
package dev.loopgate.ideas.reviews;

import org.jspecify.annotations.NullMarked;
