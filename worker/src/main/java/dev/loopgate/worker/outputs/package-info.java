/** What comes out of a stage: its files, its values, and what is reported of it. */
@NullMarked
package dev.loopgate.worker.outputs;

import org.jspecify.annotations.NullMarked;
