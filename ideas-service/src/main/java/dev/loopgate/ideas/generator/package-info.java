/** The built-in proposer. */
@NullMarked
package dev.loopgate.ideas.generator;

import org.jspecify.annotations.NullMarked;
