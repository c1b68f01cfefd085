/** Keyset paging. */
@NullMarked
package dev.loopgate.wire.paging;

import org.jspecify.annotations.NullMarked;
