/** Experiments and their runs. */
@NullMarked
package dev.loopgate.cli.experiment;

import org.jspecify.annotations.NullMarked;
