package dev.loopgate.bench.streams;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The streams as a page and as numbers for other tools. */
final class StreamReport {
  private StreamReport() {}

  static String csv(List<StreamRow> rows) {
    return "stream,rule,programs,worst_share,worst_share_99,power,pairs\n"
        + rows.stream().map(StreamReport::line).collect(Collectors.joining());
  }

  private static String line(StreamRow row) {
    return String.format(
        Locale.ROOT,
        "\"%s\",\"%s\",%d,%.6f,%.6f,%s,%.3f%n",
        row.stream().name(),
        row.rule().words(),
        row.programs(),
        row.worstShare(),
        row.bound(),
        Double.isNaN(row.power()) ? "" : String.format(Locale.ROOT, "%.6f", row.power()),
        row.cost());
  }

  static String page(List<StreamRow> rows, long seed) {
    int fewest = rows.stream().mapToInt(StreamRow::programs).min().orElseThrow();
    int most = rows.stream().mapToInt(StreamRow::programs).max().orElseThrow();
    return PAGE.replace("{few}", String.format(Locale.ROOT, "%,d", fewest))
        .replace("{many}", String.format(Locale.ROOT, "%,d", most))
        .replace("{seed}", String.valueOf(seed))
        .replace("{power}", table(rows, StreamReport::power))
        .replace("{share}", table(rows, StreamReport::share));
  }

  private interface Cell {
    String of(StreamRow row);
  }

  private static String table(List<StreamRow> rows, Cell cell) {
    StringBuilder table = new StringBuilder();
    for (Stream stream : rows.stream().map(StreamRow::stream).distinct().toList()) {
      table.append("| ").append(stream.name()).append(" |");
      rows.stream()
          .filter(row -> row.stream().equals(stream))
          .forEach(row -> table.append(' ').append(cell.of(row)).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  private static String power(StreamRow row) {
    return Double.isNaN(row.power())
        ? String.format(Locale.ROOT, "– / %.1f", row.cost())
        : String.format(Locale.ROOT, "%.2f / %.1f", row.power(), row.cost());
  }

  private static String share(StreamRow row) {
    return String.format(Locale.ROOT, "%.4f (%.4f)", row.worstShare(), row.bound());
  }

  private static final String PAGE =
      """
      # Streams: what the second version of the rule finds

      {few} to {many} programs for each stream and rule, seed {seed}. Written by [`bench/`](../bench/README.md) (`bench streams`) with
      the classes that judge real experiments. The numbers are also in [streams.csv](streams.csv).

      One idea in ten is better, where nothing else is said, by 0.5 to 2 standard deviations of a pair's difference; 6 to 40 pairs; the scale comes from 8
      unpaired runs of the baseline, once for a program. α = 0.05. People adopt all that is shown.

      ## Power, and pairs per idea

      | stream | version 1 | four widths | four widths, two purses with refund |
      |---|---|---|---|
      {power}
      ## The largest false share at any time

      The mean over programs, and in brackets what it is below with 99 % confidence (empirical Bernstein, so whatever the distribution); it must stay
      below 0.05. The bound never gets smaller than about 12 divided by the number of programs.

      | stream | version 1 | four widths | four widths, two purses with refund |
      |---|---|---|---|
      {share}
      ## Who games what comes back

      These authors are given more than real ones could know: how a pair will end, before they decide about it.

      * **withdraws what falls**: ends an idea as soon as its capital is below 1; the pair under way counts as a loss.
      * **withdraws before the first pair**: two ideas of three, so that all of their weight comes back.
      * **crashes on bad seeds**: fails where the difference would be below −1 standard deviation.
      * **resubmits**: every second idea is the best-looking failure again.
      * **its adopted baseline fails**: on each pair that would be bad, which makes the experiment `INVALID` and gives capital back.
      * **times its proposals**: ten good ideas raise the level, then only ideas without effect come.
      """;
}
