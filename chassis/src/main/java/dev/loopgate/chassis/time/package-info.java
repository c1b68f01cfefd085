/** Where time and ids come from. */
@NullMarked
package dev.loopgate.chassis.time;

import org.jspecify.annotations.NullMarked;
