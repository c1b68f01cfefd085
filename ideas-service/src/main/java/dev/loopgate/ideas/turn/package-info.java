/** Who may write to a program's repository now: one at a time, over all replicas. */
@NullMarked
package dev.loopgate.ideas.turn;

import org.jspecify.annotations.NullMarked;
