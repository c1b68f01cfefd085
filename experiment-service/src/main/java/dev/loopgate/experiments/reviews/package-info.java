/** What this service needs of review-service. */
@NullMarked
package dev.loopgate.experiments.reviews;

import org.jspecify.annotations.NullMarked;
