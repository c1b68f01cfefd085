/** How long it takes until what was appended to the log can be verified by anybody. */
@NullMarked
package dev.loopgate.bench.log;

import org.jspecify.annotations.NullMarked;
