/** What is long, or needs more than a JDK, against the packaged services. */
@NullMarked
package dev.loopgate.conformance;

import org.jspecify.annotations.NullMarked;
