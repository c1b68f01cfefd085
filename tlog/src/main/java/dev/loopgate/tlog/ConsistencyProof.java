package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * That a tree begins with another, older one (RFC 6962, section 2.1.2).
 *
 * @param from the size of the older tree; nothing needs to be proved about an empty one
 * @param to the size of the newer one
 */
public record ConsistencyProof(long from, long to, List<Hash> hashes) {
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
    if (from < 0 || from > to) {
      throw new TlogException("a tree of " + to + " leaves does not begin with " + from);
    }
  }

  private record Step(Range sibling, boolean isRight) {}

  /**
   * Makes a proof.
   *
   * @param roots gives the root over a range of leaves
   */
  public static ConsistencyProof make(long from, long to, Function<Range, Hash> roots) {
    if (from <= 0 || from >= to) {
      return new ConsistencyProof(from, to, List.of());
    }
    Path path = path(from, to);
    List<Hash> hashes = new ArrayList<>();
    if (!path.oldIsNode(from)) {
      hashes.add(roots.apply(path.seed()));
    }
    path.steps().forEach(step -> hashes.add(roots.apply(step.sibling())));
    return new ConsistencyProof(from, to, hashes);
  }

  /**
   * @param seed the last whole subtree of the older tree
   * @param steps the siblings from there to the root of the newer one
   */
  private record Path(Range seed, List<Step> steps) {
    /** Then its root is known to whoever knows the older tree, and is not sent. */
    boolean oldIsNode(long from) {
      return seed.start() == 0 && seed.end() == from;
    }
  }

  private static Path path(long from, long to) {
    List<Step> steps = new ArrayList<>();
    Range range = new Range(0, to);
    while (range.end() != from) {
      boolean goesLeft = from <= range.split();
      steps.addFirst(new Step(goesLeft ? range.right() : range.left(), goesLeft));
      range = goesLeft ? range.left() : range.right();
    }
    return new Path(range, steps);
  }

  /** Whether this proof leads to both roots. */
  public boolean proves(Hash oldRoot, Hash newRoot) {
    if (from == to) {
      return hashes.isEmpty() && oldRoot.equals(newRoot);
    }
    if (from == 0) {
      return hashes.isEmpty() && oldRoot.equals(Hashes.EMPTY_ROOT);
    }
    Path path = path(from, to);
    boolean known = path.oldIsNode(from);
    if (hashes.size() != path.steps().size() + (known ? 0 : 1)) {
      return false;
    }
    Iterator<Hash> sent = hashes.iterator();
    Hash seed = known ? oldRoot : sent.next();
    Hash older = seed;
    Hash newer = seed;
    for (Step step : path.steps()) {
      Hash sibling = sent.next();
      older = step.isRight() ? older : Hashes.node(sibling, older);
      newer = step.isRight() ? Hashes.node(newer, sibling) : Hashes.node(sibling, newer);
    }
    return older.equals(oldRoot) && newer.equals(newRoot);
  }
}
