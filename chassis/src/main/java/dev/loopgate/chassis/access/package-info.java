/** Who calls, and who may. Deny is the default. */
@NullMarked
package dev.loopgate.chassis.access;

import org.jspecify.annotations.NullMarked;
