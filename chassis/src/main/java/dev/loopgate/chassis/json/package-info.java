/** The container speaks the JSON dialect of the wire. */
@NullMarked
package dev.loopgate.chassis.json;

import org.jspecify.annotations.NullMarked;
