package dev.loopgate.bench;

import java.util.List;
import java.util.Locale;

/** The three numbers of every row as a dot plot that reads on light and on dark pages. */
final class Picture {
  private static final int LEFT = 150;
  private static final int TOP = 74;
  private static final int ROW = 26;
  private static final int PANEL = 240;
  private static final int GAP = 26;

  private final StringBuilder svg = new StringBuilder();

  private Picture() {}

  static String of(List<Row> rows) {
    Picture picture = new Picture();
    picture.begin(Scenario.ALL.size());
    picture.legend();
    for (int i = 0; i < Scenario.ALL.size(); i++) {
      picture.row(i, Scenario.ALL.get(i), rows);
    }
    picture.svg.append("</svg>\n");
    return picture.svg.toString();
  }

  private void begin(int count) {
    int width = LEFT + 3 * PANEL + 2 * GAP + 16;
    int height = TOP + count * ROW + 30;
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="12">
            <title>False share, power and evaluations per idea</title>
            <style>
            svg{color:#1f2328;background:#fff} text{fill:currentColor} .axis{stroke:#8c959f;stroke-width:.5} .limit{stroke:#cf222e;stroke-dasharray:4 3}
            .h0{fill:#0969da;stroke:#0969da} .h1{fill:#bc4c00;stroke:#bc4c00} .h2{fill:#9a6700;stroke:#9a6700} .h3{fill:#57606a;stroke:#57606a} .h4{fill:#8250df;stroke:#8250df}
            @media (prefers-color-scheme: dark){svg{color:#e6edf3;background:#0d1117} .axis{stroke:#6e7681} .limit{stroke:#ff7b72}
            .h0{fill:#58a6ff;stroke:#58a6ff} .h1{fill:#ffa657;stroke:#ffa657} .h2{fill:#d29922;stroke:#d29922} .h3{fill:#9198a1;stroke:#9198a1} .h4{fill:#bc8cff;stroke:#bc8cff}}
            </style>
            """,
            width,
            height));
    panel(0, "false share (dashed: α = 0.05)", count, "0", "0.5", "1");
    panel(1, "power", count, "0", "0.5", "1");
    panel(2, "evaluations per idea", count, "1", "√1000", "1000");
    double limit = x(0, 0.05);
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
            limit,
            limit,
            TOP - 6,
            TOP + count * ROW));
  }

  private void panel(int panel, String title, int count, String... ticks) {
    int bottom = TOP + count * ROW;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" font-weight=\"600\">%s</text>%n",
            x(panel, 0),
            TOP - 14,
            title));
    for (int i = 0; i < ticks.length; i++) {
      double at = x(panel, i / (ticks.length - 1.0));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
              at,
              at,
              TOP - 6,
              bottom));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              at,
              bottom + 16,
              ticks[i].equals("√1000") ? "32" : ticks[i]));
    }
  }

  private void legend() {
    double at = LEFT;
    for (Habit habit : Habit.values()) {
      mark(habit, at, 20);
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"24\">%s</text>%n",
              at + 10,
              habit.words().replace("<", "&lt;")));
      at += 30 + 7.0 * habit.words().length();
    }
  }

  private void row(int index, Scenario scenario, List<Row> rows) {
    double y = TOP + ROW * (index + 0.5);
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
            LEFT - 14,
            y + 4,
            scenario.name()));
    for (Row row : rows.reversed()) {
      if (row.scenario().equals(scenario)) {
        mark(row.habit(), x(0, row.falseShare()), y);
        if (!Double.isNaN(row.power())) {
          mark(row.habit(), x(1, row.power()), y);
        }
        mark(row.habit(), x(2, Math.log10(row.cost()) / 3), y);
      }
    }
  }

  /** Each way of deciding has its own shape, so that colour is never needed. */
  private void mark(Habit habit, double x, double y) {
    String shape =
        switch (habit) {
          case LOOPGATE -> "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z";
          case ONE_RUN -> "M-4 4L0-4L4 4Z";
          case BEST_OF_FIVE -> "M-4-4L0 4L4-4Z";
          case ONE_TEST -> "M-4-4H4V4H-4Z";
          case PEEKED_TEST -> "M-5 0L0-5L5 0L0 5Z";
        };
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"%s\" fill-opacity=\"%s\" transform=\"translate(%.1f %.1f)\" d=\"%s\"/>%n",
            look(habit),
            habit == Habit.LOOPGATE ? "1" : ".25",
            x,
            y,
            shape));
  }

  private static String look(Habit habit) {
    return switch (habit) {
      case LOOPGATE -> "h0";
      case ONE_RUN -> "h1";
      case BEST_OF_FIVE -> "h2";
      case ONE_TEST -> "h3";
      case PEEKED_TEST -> "h4";
    };
  }

  private static double x(int panel, double share) {
    return LEFT + panel * (PANEL + GAP) + share * PANEL;
  }
}
