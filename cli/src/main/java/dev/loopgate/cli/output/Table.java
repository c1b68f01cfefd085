package dev.loopgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in aligned columns, for people only. */
public final class Table {
  private static final String GAP = "  ";
  private static final int WIDEST = 60;

  private Table() {}

  public static String of(Iterable<JsonNode> rows, Column... columns) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(columns).stream().map(Column::heading).toList());
    for (JsonNode row : rows) {
      lines.add(List.of(columns).stream().map(c -> cell(c.cell().apply(row))).toList());
    }
    return render(lines);
  }

  private static String render(List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, lines.getFirst().size()).map(column -> width(lines, column)).toArray();
    return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> length(line.get(column))).max().orElse(0);
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /** One line, not too long. */
  private static String cell(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (length(line) <= WIDEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
