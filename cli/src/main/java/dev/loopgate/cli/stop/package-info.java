/** The red button, and the way back. */
@NullMarked
package dev.loopgate.cli.stop;

import org.jspecify.annotations.NullMarked;
