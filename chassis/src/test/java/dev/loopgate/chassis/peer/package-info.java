@NullMarked
package dev.loopgate.chassis.peer;

import org.jspecify.annotations.NullMarked;
