package dev.loopgate.retrospect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table means what.
 *
 * @param status -1 when the log does not say what was kept
 * @param id -1 when attempts have no name
 * @param configuration -1 when only the same name and words make a repeat
 * @param description -1 when it is not told
 * @param metricName what the column that decides is called
 */
record Columns(
    int metric, int status, int id, int configuration, int description, String metricName) {
  /**
   * The columns of autoresearch's results.tsv, after program.md of karpathy/autoresearch at commit
   * 228791fb499afffb54b46200aca536f79142f117.
   */
  static final List<String> AUTORESEARCH =
      List.of("commit", "val_bpb", "memory_gb", "status", "description");

  private static final List<String> STATUS = List.of("status", "outcome", "decision");
  private static final List<String> ID = List.of("commit", "id", "hash", "run", "config");
  private static final List<String> CONFIGURATION = List.of("config", "configuration");
  private static final List<String> DESCRIPTION =
      List.of("description", "idea", "change", "name", "title");

  /** Numbers that are about the run and not about its result. */
  private static final Set<String> ABOUT_THE_RUN =
      Set.of(
          "memory_gb",
          "memory_mb",
          "peak_vram_mb",
          "vram",
          "time",
          "timestamp",
          "seconds",
          "duration",
          "step",
          "steps",
          "seed",
          "epoch",
          "iteration",
          "run",
          "id",
          "attempt");

  /**
   * By the names of the header; what a person names goes first.
   *
   * @param first the cells of the first row below it: they show which columns are numbers
   */
  static Columns of(List<String> header, List<String> first, TableOptions options) {
    List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int status = options.status() == null ? any(names, STATUS) : named(header, options.status());
    int metric =
        options.metric() == null
            ? theOnlyMetric(header, names, first, status)
            : named(header, options.metric());
    return new Columns(
        metric,
        status,
        any(names, ID),
        any(names, CONFIGURATION),
        any(names, DESCRIPTION),
        header.get(metric));
  }

  private static int any(List<String> names, List<String> wanted) {
    return wanted.stream().mapToInt(names::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
  }

  private static int named(List<String> header, String name) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name.strip())) {
        return i;
      }
    }
    throw new UnreadableLogException(
        "there is no column %s; there are %s".formatted(name, String.join(", ", header)),
        "--metric and --status with names of the header");
  }

  private static int theOnlyMetric(
      List<String> header, List<String> names, List<String> first, int status) {
    Predicate<Integer> isResult =
        i ->
            i != status
                && !ABOUT_THE_RUN.contains(names.get(i))
                && !ID.contains(names.get(i))
                && i < first.size()
                && Decimal.parse(first.get(i)) != null;
    List<Integer> metrics = IntStream.range(0, header.size()).boxed().filter(isResult).toList();
    if (metrics.size() == 1) {
      return metrics.getFirst();
    }
    String found =
        metrics.isEmpty()
            ? "no column looks like a metric; there are " + String.join(", ", header)
            : "each of these columns could be the metric: "
                + String.join(", ", metrics.stream().map(header::get).toList());
    throw new UnreadableLogException(found, "--metric NAME");
  }

  /** The fewest cells of a row that can be used. */
  int needed() {
    return 1 + Math.max(metric, status);
  }

  /**
   * What makes a row a repeat of another: its configuration, or else name and words together. A
   * name alone would not do: many loops log a discarded attempt under the commit that it began
   * from.
   */
  @Nullable String configuration(List<String> cells) {
    if (configuration >= 0) {
      return cell(cells, configuration);
    }
    String name = cell(cells, id);
    String words = cell(cells, description);
    return name == null || words == null ? null : name + '\n' + words;
  }

  static @Nullable String cell(List<String> cells, int column) {
    return column < 0 || column >= cells.size() || cells.get(column).isEmpty()
        ? null
        : cells.get(column);
  }
}
