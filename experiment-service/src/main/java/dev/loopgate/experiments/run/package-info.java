/** Runs, their attempts, and the queue that lends attempts to workers. */
@NullMarked
package dev.loopgate.experiments.run;

import org.jspecify.annotations.NullMarked;
