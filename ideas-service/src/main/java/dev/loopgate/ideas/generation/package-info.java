/** The immutable baselines of a program. */
@NullMarked
package dev.loopgate.ideas.generation;

import org.jspecify.annotations.NullMarked;
