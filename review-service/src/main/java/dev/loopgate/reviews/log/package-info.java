/**
 * The transparency log (C2SP tlog-tiles): gives entries their indexes, signs checkpoints, serves
 * tiles and proofs.
 */
@NullMarked
package dev.loopgate.reviews.log;

import org.jspecify.annotations.NullMarked;
