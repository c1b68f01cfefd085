/** Questions whether an older generation becomes the baseline again. */
@NullMarked
package dev.loopgate.ideas.rollback;

import org.jspecify.annotations.NullMarked;
