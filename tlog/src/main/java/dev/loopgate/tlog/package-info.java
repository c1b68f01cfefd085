/**
 * C2SP tiled transparency logs (tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature,
 * tlog-proof): what a log needs to grow, and what anybody needs to check it.
 */
@NullMarked
package dev.loopgate.tlog;

import org.jspecify.annotations.NullMarked;
