/** RFC 9457 answers: what went wrong and what to do. */
@NullMarked
package dev.loopgate.wire.problem;

import org.jspecify.annotations.NullMarked;
