/** What the decisions of people do to a program: other rules, and the way back. */
@NullMarked
package dev.loopgate.ideas.decision;

import org.jspecify.annotations.NullMarked;
