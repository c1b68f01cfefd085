/** Talking to another Loopgate service. */
@NullMarked
package dev.loopgate.chassis.peer;

import org.jspecify.annotations.NullMarked;
