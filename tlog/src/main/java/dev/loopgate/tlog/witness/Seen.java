package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.Hashes;

/** How far a witness has seen a log. */
record Seen(long size, Hash root) {
  static final Seen NOTHING = new Seen(0, Hashes.EMPTY_ROOT);
}
