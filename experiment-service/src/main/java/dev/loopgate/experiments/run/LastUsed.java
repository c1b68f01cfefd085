package dev.loopgate.experiments.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Copies of what never changes in the database, those used last; losing them costs a query. */
final class LastUsed<K, V> {
  private final Map<K, V> copies;

  LastUsed(int most) {
    this.copies =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /** Two who miss the same thing at once both read it. */
  V get(K key, Function<K, V> read) {
    V known;
    synchronized (copies) {
      known = copies.get(key);
    }
    if (known != null) {
      return known;
    }
    V fresh = read.apply(key);
    synchronized (copies) {
      copies.put(key, fresh);
    }
    return fresh;
  }
}
