/** What a stop forbids here, and what waits for its end. */
@NullMarked
package dev.loopgate.ideas.stop;

import org.jspecify.annotations.NullMarked;
