/** What a metric may be called and what its value may be, the same for all who read one. */
@NullMarked
package dev.loopgate.wire.metric;

import org.jspecify.annotations.NullMarked;
