/** Streams of ideas under both versions of the rule, and proposers who game what comes back. */
@NullMarked
package dev.loopgate.bench.streams;

import org.jspecify.annotations.NullMarked;
