/** {@code loopgate audit-run}: what the log of another loop can support. */
@NullMarked
package dev.loopgate.cli.retrospect;

import org.jspecify.annotations.NullMarked;
