/** What ideas-service tells the others: programs, ideas, generations. */
@NullMarked
package dev.loopgate.contracts.ideas;

import org.jspecify.annotations.NullMarked;
