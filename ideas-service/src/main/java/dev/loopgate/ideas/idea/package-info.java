/** Ideas: taken in, kept for good, merged or closed. */
@NullMarked
package dev.loopgate.ideas.idea;

import org.jspecify.annotations.NullMarked;
