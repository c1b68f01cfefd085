/** Keyset paging. */
@NullMarked
package dev.loopgate.chassis.paging;

import org.jspecify.annotations.NullMarked;
