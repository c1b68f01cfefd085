/** The loopgate command: one verb of one noun at a time, over REST. */
@NullMarked
package dev.loopgate.cli;

import org.jspecify.annotations.NullMarked;
