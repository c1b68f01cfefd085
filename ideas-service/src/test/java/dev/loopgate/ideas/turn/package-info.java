@NullMarked
package dev.loopgate.ideas.turn;

import org.jspecify.annotations.NullMarked;
