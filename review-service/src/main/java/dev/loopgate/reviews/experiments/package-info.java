/** What this service needs of experiment-service. */
@NullMarked
package dev.loopgate.reviews.experiments;

import org.jspecify.annotations.NullMarked;
