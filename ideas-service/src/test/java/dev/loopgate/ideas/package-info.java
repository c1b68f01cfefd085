/** Tests of the service over real HTTP. */
@NullMarked
package dev.loopgate.ideas;

import org.jspecify.annotations.NullMarked;
