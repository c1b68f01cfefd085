package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962, section 2.1, word by word and slow: what the real thing is compared with. */
final class Naive {
  private Naive() {}

  static Hash root(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return Hashes.EMPTY_ROOT;
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = split(n);
    return Hashes.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }

  static List<Hash> path(int m, List<Hash> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return new ArrayList<>();
    }
    int k = split(n);
    List<Hash> left = leaves.subList(0, k);
    List<Hash> right = leaves.subList(k, n);
    List<Hash> path = m < k ? path(m, left) : path(m - k, right);
    path.add(m < k ? root(right) : root(left));
    return path;
  }

  static List<Hash> consistency(int m, List<Hash> leaves) {
    return subProof(m, leaves, true);
  }

  private static List<Hash> subProof(int m, List<Hash> leaves, boolean known) {
    int n = leaves.size();
    if (m == n) {
      return new ArrayList<>(known ? List.of() : List.of(root(leaves)));
    }
    int k = split(n);
    List<Hash> left = leaves.subList(0, k);
    List<Hash> right = leaves.subList(k, n);
    List<Hash> proof = m <= k ? subProof(m, left, known) : subProof(m - k, right, false);
    proof.add(m <= k ? root(right) : root(left));
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }
}
