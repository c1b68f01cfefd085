/**
 * The tlog-witness protocol: somebody else remembers how far a log had come, and cosigns only what
 * continues from there.
 */
@NullMarked
package dev.loopgate.tlog.witness;

import org.jspecify.annotations.NullMarked;
