/**
 * Waiting without polling: who waits for rows is woken when they are there, or the service ends.
 */
@NullMarked
package dev.loopgate.chassis.wake;

import org.jspecify.annotations.NullMarked;
