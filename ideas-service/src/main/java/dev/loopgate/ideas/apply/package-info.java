/** Applying a program file: it starts a program, changes it, or asks people for other rules. */
@NullMarked
package dev.loopgate.ideas.apply;

import org.jspecify.annotations.NullMarked;
