/** What an attempt costs, measured on the packaged services. */
@NullMarked
package dev.loopgate.bench.attempts;

import org.jspecify.annotations.NullMarked;
