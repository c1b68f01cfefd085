@NullMarked
package dev.loopgate.ideas.rulechange;

import org.jspecify.annotations.NullMarked;
