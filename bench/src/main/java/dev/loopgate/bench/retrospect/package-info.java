/** Generated runs whose truth is known, judged by {@code audit-run}'s own classes. */
@NullMarked
package dev.loopgate.bench.retrospect;

import org.jspecify.annotations.NullMarked;
