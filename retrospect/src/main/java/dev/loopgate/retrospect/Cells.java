package dev.loopgate.retrospect;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the lines of a table into cells.
 *
 * @param separator a tab, a comma or a semicolon
 */
record Cells(char separator) {
  private static final char QUOTE = '"';

  /** By the first line: tabs before semicolons before commas. */
  static Cells seenIn(String header) {
    if (header.indexOf('\t') >= 0) {
      return new Cells('\t');
    }
    return new Cells(header.indexOf(';') >= 0 ? ';' : ',');
  }

  /** Whether a cell that was opened with a quote goes on in the next line. */
  boolean isOpen(String line) {
    return separator != '\t' && line.chars().filter(c -> c == QUOTE).count() % 2 == 1;
  }

  /** Quotes are those of RFC 4180; between tabs they mean nothing. */
  List<String> of(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == QUOTE && separator != '\t') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == QUOTE;
        if (doubled) {
          cell.append(QUOTE);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
