/** What is common to all that the peers tell. */
@NullMarked
package dev.loopgate.ideas.peers;

import org.jspecify.annotations.NullMarked;
