/**
 * The services as a worker meets them: what it asks of them, and its patience while they are away.
 */
@NullMarked
package dev.loopgate.worker.services;

import org.jspecify.annotations.NullMarked;
