/** What is still to be done in a program, and the loop that does it outside of transactions. */
@NullMarked
package dev.loopgate.ideas.intent;

import org.jspecify.annotations.NullMarked;
