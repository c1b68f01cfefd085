/** Known attacks, sent through a real loop to see whether it catches them. */
@NullMarked
package dev.loopgate.cli.canary;

import org.jspecify.annotations.NullMarked;
