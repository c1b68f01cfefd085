/** A retried command answers what the first one answered. */
@NullMarked
package dev.loopgate.chassis.idempotency;

import org.jspecify.annotations.NullMarked;
