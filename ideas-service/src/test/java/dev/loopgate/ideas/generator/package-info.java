/** Tests of the rules of this feature. */
@NullMarked
package dev.loopgate.ideas.generator;

import org.jspecify.annotations.NullMarked;
