/** Calls every operation of a running service as everybody there is. */
@NullMarked
package dev.loopgate.testkit.matrix;

import org.jspecify.annotations.NullMarked;
