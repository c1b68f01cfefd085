/** The service's way to its database: plain statements in the transaction under way. */
@NullMarked
package dev.loopgate.ideas.sql;

import org.jspecify.annotations.NullMarked;
