/** What review-service tells the others: clearances, the log's answer, decisions. */
@NullMarked
package dev.loopgate.contracts.reviews;

import org.jspecify.annotations.NullMarked;
