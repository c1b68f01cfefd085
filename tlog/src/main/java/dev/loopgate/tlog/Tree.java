package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * All that must be remembered of a tree to let it grow and to know its root: the roots of the
 * perfect subtrees that it consists of, largest first (its frontier). Immutable.
 *
 * @param size how many leaves it has
 * @param frontier one hash for each bit that is set in the size
 */
public record Tree(long size, List<Hash> frontier) {
  private static final Tree EMPTY = new Tree(0, List.of());

  public Tree {
    frontier = List.copyOf(frontier);
    if (size < 0) {
      throw new TlogException("a tree cannot have " + size + " leaves");
    }
    if (frontier.size() != Long.bitCount(size)) {
      throw new TlogException(
          "a tree of "
              + size
              + " leaves has a frontier of "
              + Long.bitCount(size)
              + " hashes, not "
              + frontier.size());
    }
  }

  public static Tree empty() {
    return EMPTY;
  }

  public Tree append(Hash leaf) {
    return append(List.of(leaf));
  }

  /** The tree with these leaves added in their order. */
  public Tree append(List<Hash> leaves) {
    List<Hash> stack = new ArrayList<>(frontier);
    long grown = size;
    for (Hash leaf : leaves) {
      Hash hash = leaf;
      for (long rest = grown; (rest & 1) == 1; rest >>= 1) {
        hash = Hashes.node(stack.removeLast(), hash);
      }
      stack.add(hash);
      grown++;
    }
    return new Tree(grown, stack);
  }

  public Hash root() {
    if (frontier.isEmpty()) {
      return Hashes.EMPTY_ROOT;
    }
    Hash root = frontier.getLast();
    for (Hash left : frontier.reversed().subList(1, frontier.size())) {
      root = Hashes.node(left, root);
    }
    return root;
  }
}
