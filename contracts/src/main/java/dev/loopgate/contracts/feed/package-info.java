/** What is said about events themselves, whichever service tells them. */
@NullMarked
package dev.loopgate.contracts.feed;

import org.jspecify.annotations.NullMarked;
