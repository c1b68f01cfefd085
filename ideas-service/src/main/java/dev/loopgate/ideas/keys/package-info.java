/** What clients may send as ids and texts. */
@NullMarked
package dev.loopgate.ideas.keys;

import org.jspecify.annotations.NullMarked;
