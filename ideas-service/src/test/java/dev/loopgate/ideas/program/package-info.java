@NullMarked
package dev.loopgate.ideas.program;

import org.jspecify.annotations.NullMarked;
