package dev.loopgate.retrospect;

import java.util.List;
import java.util.Locale;

/**
 * The curve of the keeps: what the log claims, step by step, and around each keep the interval of
 * the level that it began. Keeps that stand out are filled, so that the picture reads without
 * colours.
 */
final class KeepsPicture {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int LEFT = 84;
  private static final int RIGHT = 20;
  private static final int TOP = 34;
  private static final int BOTTOM = 42;
  private static final int TICKS = 5;
  private static final int MOST_KEEPS = 2_000;

  private final StringBuilder svg = new StringBuilder();
  private final RunAudit audit;
  private final List<KeepFinding> keeps;
  private final double lowest;
  private final double highest;
  private final int last;

  private KeepsPicture(RunAudit audit) {
    this.audit = audit;
    this.keeps = audit.keeps().stream().limit(MOST_KEEPS).toList();
    double least = audit.claim().baseline();
    double most = least;
    for (KeepFinding keep : keeps) {
      double half = half(keep);
      least = Math.min(least, keep.value() - half);
      most = Math.max(most, keep.value() + half);
    }
    double margin = most > least ? 0.03 * (most - least) : 1;
    this.lowest = least - margin;
    this.highest = most + margin;
    this.last = Math.max(1, audit.counts().attempts() - audit.counts().crashes());
  }

  static String of(RunAudit audit) {
    KeepsPicture picture = new KeepsPicture(audit);
    picture.begin();
    picture.axes();
    picture.steps();
    picture.keeps.forEach(picture::interval);
    picture.keeps.forEach(picture::point);
    picture.svg.append("</svg>\n");
    return picture.svg.toString();
  }

  /** Half of its interval; nothing when nothing is known of it. */
  private static double half(KeepFinding keep) {
    return keep.high() == null || keep.low() == null ? 0 : (keep.high() - keep.low()) / 2;
  }

  private void begin() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="keeps-title keeps-desc">
        <title id="keeps-title">%s of each keep, with its interval</title>
        <desc id="keeps-desc">%d keeps over %d measured attempts, from %s to %s. %d stand out from the noise. %sThe table below has every figure.</desc>
        """
            .formatted(
                WIDTH,
                HEIGHT,
                metric(),
                audit.counts().keeps(),
                last,
                Figures.plain(audit.claim().baseline()),
                Figures.plain(audit.claim().last()),
                audit.outstanding().size(),
                shownOf()));
  }

  private String shownOf() {
    return audit.keeps().size() > MOST_KEEPS
        ? "The picture shows the first " + MOST_KEEPS + " of them. "
        : "";
  }

  private String metric() {
    return Html.text(audit.origin().metric());
  }

  private void axes() {
    Figures figures = Figures.fitFor((highest - lowest) / TICKS);
    for (int i = 0; i <= TICKS; i++) {
      double value = lowest + i * (highest - lowest) / TICKS;
      line("axis", LEFT, y(value), WIDTH - RIGHT, y(value));
      text(LEFT - 8, y(value) + 4, "end", figures.of(value));
    }
    for (int i = 0; i <= TICKS; i++) {
      int attempt = Math.round((float) last * i / TICKS);
      text(x(attempt), HEIGHT - BOTTOM + 20, "middle", String.valueOf(attempt));
    }
    text(WIDTH - RIGHT, HEIGHT - 6, "end", "measured attempts");
    text(LEFT - 8, 14, "end", metric());
    circle("out", LEFT + 30, 10);
    text(LEFT + 40, 14, "start", "stands out");
    circle("luck", LEFT + 130, 10);
    text(LEFT + 140, 14, "start", "cannot be told from luck");
  }

  private void steps() {
    StringBuilder path = new StringBuilder();
    path.append("M%s %s".formatted(px(x(0)), px(y(audit.claim().baseline()))));
    for (KeepFinding keep : keeps) {
      path.append("H%sV%s".formatted(px(x(keep.attempt())), px(y(keep.value()))));
    }
    path.append("H").append(px(x(last)));
    svg.append("<path class=\"step\" d=\"%s\"/>\n".formatted(path));
  }

  private void interval(KeepFinding keep) {
    double half = half(keep);
    if (half > 0) {
      double x = x(keep.attempt());
      String style = keep.standsOut() ? "bar-out" : "bar-luck";
      line(style, x, y(keep.value() - half), x, y(keep.value() + half));
    }
  }

  private void point(KeepFinding keep) {
    circle(keep.standsOut() ? "out" : "luck", x(keep.attempt()), y(keep.value()));
  }

  private double x(double attempt) {
    return LEFT + attempt / last * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return TOP + (highest - value) / (highest - lowest) * (HEIGHT - TOP - BOTTOM);
  }

  private void circle(String style, double x, double y) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4\"/>\n".formatted(style, px(x), px(y)));
  }

  private void line(String style, double x1, double y1, double x2, double y2) {
    svg.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(style, px(x1), px(y1), px(x2), px(y2)));
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(px(x), px(y), anchor, text));
  }

  /** A place, in any country. */
  private static String px(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
