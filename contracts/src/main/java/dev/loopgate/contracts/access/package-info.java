/** Who acts: the claims that every service reads from a token. */
@NullMarked
package dev.loopgate.contracts.access;

import org.jspecify.annotations.NullMarked;
