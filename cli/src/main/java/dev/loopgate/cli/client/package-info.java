/** Who the command speaks as, and to whom. */
@NullMarked
package dev.loopgate.cli.client;

import org.jspecify.annotations.NullMarked;
