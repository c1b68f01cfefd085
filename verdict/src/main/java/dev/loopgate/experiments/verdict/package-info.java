/** The rules that decide what an experiment showed: pure, exact, recomputable by anybody. */
@NullMarked
package dev.loopgate.experiments.verdict;

import org.jspecify.annotations.NullMarked;
