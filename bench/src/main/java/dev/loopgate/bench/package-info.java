/** Simulated programs and proposers that try the rules of verdicts. */
@NullMarked
package dev.loopgate.bench;

import org.jspecify.annotations.NullMarked;
