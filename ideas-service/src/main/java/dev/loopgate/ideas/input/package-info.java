/** What clients may send as ids and texts. */
@NullMarked
package dev.loopgate.ideas.input;

import org.jspecify.annotations.NullMarked;
