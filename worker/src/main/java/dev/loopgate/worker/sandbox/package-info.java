/**
 * Keeping a stage apart from its machine: the strongest way that works here, tried before it is
 * claimed.
 */
@NullMarked
package dev.loopgate.worker.sandbox;

import org.jspecify.annotations.NullMarked;
