@NullMarked
package dev.loopgate.ideas.rollback;

import org.jspecify.annotations.NullMarked;
