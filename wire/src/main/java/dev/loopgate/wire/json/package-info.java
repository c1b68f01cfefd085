/** One JSON dialect and one way to digest it. */
@NullMarked
package dev.loopgate.wire.json;

import org.jspecify.annotations.NullMarked;
