/** Agents that were caught cheating, until a person lets them propose again. */
@NullMarked
package dev.loopgate.ideas.quarantine;

import org.jspecify.annotations.NullMarked;
