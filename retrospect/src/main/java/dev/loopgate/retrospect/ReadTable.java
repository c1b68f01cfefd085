package dev.loopgate.retrospect;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table row by row: autoresearch's {@code results.tsv}, or any table with a header. What
 * cannot be used is counted and named, never guessed.
 */
final class ReadTable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The fixed time of training, by program.md of autoresearch. */
  private static final Duration AUTORESEARCH_RUN = Duration.ofMinutes(5);

  private static final int MOST_LINES_OF_A_ROW = 100;

  private final String source;
  private final BufferedReader lines;
  private final TableOptions options;
  private final Recording recording = new Recording();
  private long line;
  private long commas;
  private final BestSoFar best = new BestSoFar();

  ReadTable(String source, BufferedReader lines, TableOptions options) {
    this.source = source;
    this.lines = lines;
    this.options = options;
  }

  RunLog read() throws IOException {
    String top = firstLine();
    Cells cells = Cells.seenIn(top);
    List<String> header = cells.of(top);
    boolean isHeader = header.stream().noneMatch(cell -> Decimal.parse(cell) != null);
    List<String> names = isHeader ? header : autoresearchWithoutHeader(header);
    String row = isHeader ? nextRow(cells) : top;
    if (row == null) {
      throw new UnreadableLogException(
          source + " has a header and no row below it", "again when the loop has tried something");
    }
    Columns columns = Columns.of(names, cells.of(row), options);
    Direction direction = direction(names, columns);
    for (; row != null; row = nextRow(cells)) {
      take(cells.of(row), columns, direction, names);
    }
    remarks(columns);
    if (names.equals(Columns.AUTORESEARCH)) {
      recording.takes(AUTORESEARCH_RUN);
    }
    return recording.finish(source, format(names), columns.metricName(), direction);
  }

  private String firstLine() throws IOException {
    for (String text = next(); text != null; text = next()) {
      String bare = text.replace(BYTE_ORDER_MARK, "");
      if (!bare.isBlank()) {
        return bare;
      }
    }
    throw new UnreadableLogException(source + " is empty", "the log of a run with attempts");
  }

  private @Nullable String next() throws IOException {
    line++;
    return lines.readLine();
  }

  /** The next row that is not blank, with the further lines of a quoted cell. */
  private @Nullable String nextRow(Cells cells) throws IOException {
    String row = next();
    while (row != null && row.isBlank()) {
      row = next();
    }
    if (row == null || !cells.isOpen(row)) {
      return row;
    }
    StringBuilder whole = new StringBuilder(row);
    for (int i = 1; i < MOST_LINES_OF_A_ROW && cells.isOpen(whole.toString()); i++) {
      String more = next();
      if (more == null) {
        break;
      }
      whole.append('\n').append(more);
    }
    return whole.toString();
  }

  private List<String> autoresearchWithoutHeader(List<String> cells) {
    if (cells.size() == Columns.AUTORESEARCH.size() && Decimal.parse(cells.get(1)) != null) {
      recording.remark(
          "there is no header; the columns count as " + String.join(", ", Columns.AUTORESEARCH));
      return Columns.AUTORESEARCH;
    }
    throw new UnreadableLogException(
        "the first line of %s is no header: it has a number in it".formatted(source),
        "a first line with the names of the columns");
  }

  private static String format(List<String> names) {
    return names.equals(Columns.AUTORESEARCH) ? "autoresearch results.tsv" : "table with a header";
  }

  /** autoresearch minimizes; any other table shows it by its keeps, or has to be told. */
  private @Nullable Direction direction(List<String> names, Columns columns) {
    if (options.direction() != null) {
      return options.direction();
    }
    if (names.equals(Columns.AUTORESEARCH)) {
      return Direction.MINIMIZE;
    }
    if (columns.status() < 0) {
      throw new UnreadableLogException(
          "no column says what was kept, so the direction of %s must be known"
              .formatted(columns.metricName()),
          "--direction minimize or --direction maximize, or --status NAME");
    }
    return null;
  }

  private void take(
      List<String> cells, Columns columns, @Nullable Direction direction, List<String> names) {
    if (cells.equals(names)) {
      recording.skip(line, "the header once more");
      return;
    }
    if (cells.size() < columns.needed()) {
      recording.skip(line, "%d columns instead of %d".formatted(cells.size(), names.size()));
      return;
    }
    String word = columns.status() < 0 ? null : cells.get(columns.status());
    Outcome told = word == null ? null : outcome(word);
    if (word != null && told == null) {
      recording.skip(line, "status \"%s\" is none of keep, discard, crash".formatted(cut(word)));
      return;
    }
    take(cells, columns, direction, told);
  }

  private void take(
      List<String> cells, Columns columns, @Nullable Direction direction, @Nullable Outcome told) {
    String id = Columns.cell(cells, columns.id());
    String description = Columns.cell(cells, columns.description());
    String what = description == null ? "" : description;
    if (told == Outcome.CRASH) {
      recording.add(new Attempt(line, id, null, Outcome.CRASH, 0, what));
      return;
    }
    Decimal number = Decimal.parse(cells.get(columns.metric()));
    if (number == null) {
      recording.skip(
          line,
          "%s is no number: \"%s\""
              .formatted(columns.metricName(), cut(cells.get(columns.metric()))));
      return;
    }
    commas += number.hasComma() ? 1 : 0;
    Outcome outcome = told == null ? keepIfBetter(number.value(), direction) : told;
    recording.add(
        new Attempt(line, id, columns.configuration(cells), outcome, number.value(), what));
  }

  private Outcome keepIfBetter(double value, @Nullable Direction direction) {
    return best.outcome(value, direction == null ? Direction.MINIMIZE : direction);
  }

  private static @Nullable Outcome outcome(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "keep", "kept", "accept", "accepted" -> Outcome.KEEP;
      case "discard", "discarded", "reject", "rejected", "revert", "reverted" -> Outcome.DISCARD;
      case "crash", "crashed", "fail", "failed", "error", "timeout" -> Outcome.CRASH;
      default -> null;
    };
  }

  private static String cut(String text) {
    return text.length() <= 30 ? text : text.substring(0, 29) + "…";
  }

  private void remarks(Columns columns) {
    if (commas > 0) {
      recording.remark("%d values have a decimal comma; it was read as a point".formatted(commas));
    }
    if (columns.status() < 0) {
      recording.remark("no column says what was kept; what is better than all before it counts");
    }
  }
}
