/** Whatever goes wrong in a service is answered as a problem document. */
@NullMarked
package dev.loopgate.chassis.problem;

import org.jspecify.annotations.NullMarked;
