package dev.loopgate.reviews.log;

import dev.loopgate.tlog.Hash;

/** How large the tree is and what its root is, as the sequencer committed it. */
public record TreeHead(long size, Hash root) {}
