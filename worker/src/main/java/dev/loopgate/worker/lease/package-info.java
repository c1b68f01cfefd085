/**
 * From a lease to its completion: taking it, executing the attempt, keeping it, shipping its log.
 */
@NullMarked
package dev.loopgate.worker.lease;

import org.jspecify.annotations.NullMarked;
