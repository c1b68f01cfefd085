/** What auditors do: verify the log, take it away, ask it why. */
@NullMarked
package dev.loopgate.cli.audit;

import org.jspecify.annotations.NullMarked;
