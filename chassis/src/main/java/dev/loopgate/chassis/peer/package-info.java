/** Which other services there are, and as whom to talk to them. */
@NullMarked
package dev.loopgate.chassis.peer;

import org.jspecify.annotations.NullMarked;
