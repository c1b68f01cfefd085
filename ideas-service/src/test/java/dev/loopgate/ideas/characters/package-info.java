/** Tests of the rules of this feature. */
@NullMarked
package dev.loopgate.ideas.characters;

import org.jspecify.annotations.NullMarked;
