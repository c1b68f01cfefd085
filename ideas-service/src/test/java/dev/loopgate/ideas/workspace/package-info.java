/** Tests of the rules of this feature. */
@NullMarked
package dev.loopgate.ideas.workspace;

import org.jspecify.annotations.NullMarked;
