package dev.loopgate.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The Merkle tree hashing of RFC 6962, section 2.1. */
public final class Hashes {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** The root of a tree without leaves. */
  public static final Hash EMPTY_ROOT = Hash.owning(sha256().digest());

  private Hashes() {}

  public static Hash leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return Hash.owning(digest.digest(entry));
  }

  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.shared());
    return Hash.owning(digest.digest(right.shared()));
  }

  /** The root over neighbouring hashes, as if they were all the leaves of a tree. */
  public static Hash root(List<Hash> hashes) {
    if (hashes.isEmpty()) {
      return EMPTY_ROOT;
    }
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    return node(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
