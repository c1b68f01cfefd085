/** What this service needs of ideas-service. */
@NullMarked
package dev.loopgate.reviews.ideas;

import org.jspecify.annotations.NullMarked;
