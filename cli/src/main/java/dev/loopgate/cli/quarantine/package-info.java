/** Agents that were caught: who they are, and the way out. */
@NullMarked
package dev.loopgate.cli.quarantine;

import org.jspecify.annotations.NullMarked;
