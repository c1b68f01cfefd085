/** Who executes attempts. */
@NullMarked
package dev.loopgate.experiments.worker;

import org.jspecify.annotations.NullMarked;
