/**
 * The processes of a stage, as the kernel tells of them: who belongs to it, and how all of it ends.
 */
@NullMarked
package dev.loopgate.worker.process;

import org.jspecify.annotations.NullMarked;
