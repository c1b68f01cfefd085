/** Generations. */
@NullMarked
package dev.loopgate.cli.generation;

import org.jspecify.annotations.NullMarked;
