/** Programs: apply, list, view. */
@NullMarked
package dev.loopgate.cli.program;

import org.jspecify.annotations.NullMarked;
