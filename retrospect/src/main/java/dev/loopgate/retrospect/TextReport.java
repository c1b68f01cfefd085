package dev.loopgate.retrospect;

import java.util.ArrayList;
import java.util.List;

/** An audit for a terminal. */
public final class TextReport {
  private static final int MOST_KEEPS = 20;
  private static final int WIDTH = 110;

  private final StringBuilder text = new StringBuilder();

  private TextReport() {}

  public static String of(RunAudit audit) {
    TextReport report = new TextReport();
    Sentences sentences = new Sentences(audit);
    sentences.summary().forEach(report::sentence);
    report.keeps(audit);
    report.section("What the log claims", sentences.claims());
    report.section("How far one run is off by chance", sentences.noise());
    report.section("What luck does", sentences.luck());
    report.section("What it would take to know", sentences.price());
    report.section("What the log cannot tell", sentences.cannotTell());
    report.section("How the log was read", sentences.reading());
    return report.text.toString().stripTrailing();
  }

  private void sentence(String sentence) {
    text.append(wrapped(sentence, "")).append('\n');
  }

  private void section(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      text.append('\n').append(title).append('\n');
      sentences.forEach(s -> text.append(wrapped("  " + s, "  ")).append('\n'));
    }
  }

  private static String wrapped(String sentence, String indent) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : sentence.split(" ", -1)) {
      if (column > indent.length() && column + word.length() > WIDTH) {
        lines.append('\n').append(indent);
        column = indent.length();
      } else if (!lines.isEmpty()) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  private void keeps(RunAudit audit) {
    List<KeepFinding> outstanding = audit.outstanding();
    if (outstanding.isEmpty()) {
      return;
    }
    Figures figures = Sentences.figuresOf(audit);
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"KEEP", "CLAIMED", "WITH WHAT FOLLOWED", "CHANGE"});
    outstanding.stream().limit(MOST_KEEPS).forEach(keep -> rows.add(row(keep, figures)));
    text.append('\n');
    table(rows);
    int more = outstanding.size() - MOST_KEEPS;
    if (more > 0) {
      text.append("and ").append(more).append(" more: -o json or --html has all\n");
    }
  }

  private static String[] row(KeepFinding keep, Figures figures) {
    return new String[] {
      keep.name(),
      figures.signed(keep.claimed()),
      Intervals.text(keep, figures),
      keep.description().length() <= 60
          ? keep.description()
          : keep.description().substring(0, 59) + "…"
    };
  }

  private void table(List<String[]> rows) {
    int columns = rows.getFirst().length;
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int widest = column;
        int width = rows.stream().mapToInt(r -> r[widest].length()).max().orElse(0);
        line.append(row[column]).append(" ".repeat(width - row[column].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
