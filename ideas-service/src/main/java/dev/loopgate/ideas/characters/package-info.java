/** Characters that show a person something else than a machine reads. */
@NullMarked
package dev.loopgate.ideas.characters;

import org.jspecify.annotations.NullMarked;
