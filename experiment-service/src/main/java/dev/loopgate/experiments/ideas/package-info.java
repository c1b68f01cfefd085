/** What this service needs of ideas-service. */
@NullMarked
package dev.loopgate.experiments.ideas;

import org.jspecify.annotations.NullMarked;
