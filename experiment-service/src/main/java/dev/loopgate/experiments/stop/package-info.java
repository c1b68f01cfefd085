/** What is stopped, and whether everything that ran has ended. */
@NullMarked
package dev.loopgate.experiments.stop;

import org.jspecify.annotations.NullMarked;
