/** Questions whether a running program gets other rules, and the files that come with them. */
@NullMarked
package dev.loopgate.ideas.rulechange;

import org.jspecify.annotations.NullMarked;
