package dev.loopgate.wire.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first unless the resource says otherwise.
 *
 * @param nextCursor send it as {@code cursor} for the next page; absent at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page out of rows that were fetched with {@code limit + 1}.
   *
   * @param cursorOf the cursor that continues after a row
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursorOf.apply(items.getLast()));
  }

  /** The same page with converted items. */
  public <R> Page<R> map(Function<T, R> convert) {
    return new Page<>(items.stream().map(convert).toList(), nextCursor);
  }
}
