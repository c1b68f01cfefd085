package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * That an entry is at an index of a tree (RFC 6962, section 2.1.1).
 *
 * @param index of the entry
 * @param size of the tree
 * @param hashes from the leaf's sibling up to the root's child
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {
  public InclusionProof {
    hashes = List.copyOf(hashes);
    if (index < 0 || index >= size) {
      throw new TlogException("a tree of " + size + " leaves has no leaf " + index);
    }
  }

  /**
   * Makes a proof.
   *
   * @param roots gives the root over a range of leaves
   */
  public static InclusionProof make(long index, long size, Function<Range, Hash> roots) {
    return new InclusionProof(index, size, siblings(index, size).stream().map(roots).toList());
  }

  private static List<Range> siblings(long index, long size) {
    if (index < 0 || index >= size) {
      throw new TlogException("a tree of " + size + " leaves has no leaf " + index);
    }
    List<Range> siblings = new ArrayList<>();
    Range range = new Range(0, size);
    while (range.size() > 1) {
      boolean isLeft = index < range.split();
      siblings.addFirst(isLeft ? range.right() : range.left());
      range = isLeft ? range.left() : range.right();
    }
    return siblings;
  }

  /** Whether this proof leads from the leaf to the root. */
  public boolean proves(Hash leaf, Hash root) {
    List<Range> siblings = siblings(index, size);
    if (siblings.size() != hashes.size()) {
      return false;
    }
    Hash hash = leaf;
    for (int i = 0; i < hashes.size(); i++) {
      boolean isLeft = siblings.get(i).start() > index;
      hash = isLeft ? Hashes.node(hash, hashes.get(i)) : Hashes.node(hashes.get(i), hash);
    }
    return hash.equals(root);
  }
}
