/** Silencing agents. */
@NullMarked
package dev.loopgate.cli.silence;

import org.jspecify.annotations.NullMarked;
