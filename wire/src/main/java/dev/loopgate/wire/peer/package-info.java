/** Talking to another Loopgate service. */
@NullMarked
package dev.loopgate.wire.peer;

import org.jspecify.annotations.NullMarked;
