@NullMarked
package dev.loopgate.ideas.idea;

import org.jspecify.annotations.NullMarked;
