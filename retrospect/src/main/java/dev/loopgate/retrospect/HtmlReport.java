package dev.loopgate.retrospect;

import java.util.List;

/**
 * An audit as one page that needs nothing else: no script, no font, no network. It reads in both
 * themes, without colours, and without the picture: a table beside it says the same.
 */
public final class HtmlReport {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--text:#1f2328;--quiet:#57606a;--page:#fff;--line:#d0d7de;--out:#0a5fb4;--luck:#6e7781}
      @media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9198a1;--page:#0d1117;--line:#3d444d;--out:#58a6ff;--luck:#9198a1}}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin-bottom:.5rem} h2{font-size:1.15rem;margin-top:2rem} p,li{margin:.3rem 0}
      .first{font-size:1.1rem} .quiet{color:var(--quiet)} .wide{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-size:.9rem} caption{text-align:left;color:var(--quiet);padding-bottom:.4rem}
      th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
      .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap} tr.out td,tr.out th{font-weight:600}
      svg{width:100%;height:auto;display:block} svg text{fill:var(--text);font:12px system-ui,sans-serif}
      .axis{stroke:var(--line)} .step{stroke:var(--luck);fill:none;stroke-width:1.5}
      .bar-out{stroke:var(--out);stroke-width:3} .bar-luck{stroke:var(--luck);stroke-width:1.5}
      .out{fill:var(--out)} .luck{fill:var(--page);stroke:var(--luck);stroke-width:1.5}
      """;

  private final StringBuilder html = new StringBuilder();
  private final RunAudit audit;
  private final Figures figures;

  private HtmlReport(RunAudit audit) {
    this.audit = audit;
    this.figures = Sentences.figuresOf(audit);
  }

  /**
   * The page.
   *
   * @param name what people call the log
   */
  public static String of(RunAudit audit, String name) {
    HtmlReport page = new HtmlReport(audit);
    page.write(name, new Sentences(audit));
    return page.html.toString();
  }

  private void write(String name, Sentences sentences) {
    String title = "What " + name + " is worth";
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>%s</title>\n<style>\n%s</style>\n".formatted(Html.text(title), STYLE))
        .append("</head>\n<body>\n<main>\n<h1>%s</h1>\n".formatted(Html.text(title)));
    sentences.summary().forEach(s -> paragraph("first", s));
    keeps();
    section("What the log claims", sentences.claims());
    section("How far one run is off by chance", sentences.noise());
    section("What luck does", sentences.luck());
    section("What it would take to know", sentences.price());
    section("What the log cannot tell", sentences.cannotTell());
    section("How the log was read", sentences.reading());
    html.append("</main>\n</body>\n</html>\n");
  }

  private void paragraph(String style, String sentence) {
    html.append("<p class=\"%s\">%s</p>\n".formatted(style, Html.text(sentence)));
  }

  private void section(String title, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    html.append("<h2>%s</h2>\n<ul>\n".formatted(Html.text(title)));
    sentences.forEach(s -> html.append("<li>%s</li>\n".formatted(Html.text(s))));
    html.append("</ul>\n");
  }

  private void keeps() {
    if (audit.keeps().isEmpty()) {
      return;
    }
    html.append("<h2>The keeps</h2>\n");
    html.append("<figure class=\"wide\" style=\"margin:0\">\n")
        .append(KeepsPicture.of(audit))
        .append("</figure>\n");
    html.append(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table of the keeps\">\n<table>\n");
    html.append(
        "<caption>The same in figures. An interval holds for all keeps together; it is around the gain with what followed, until the next keep that stands out. The bars of the picture are as long.</caption>\n");
    html.append(
        "<thead><tr><th scope=\"col\">Keep</th><th scope=\"col\" class=\"number\">Attempt</th><th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">Claimed</th><th scope=\"col\" class=\"number\">With what followed</th><th scope=\"col\">Stands out</th><th scope=\"col\">Change</th></tr></thead>\n<tbody>\n"
            .formatted(Html.text(audit.origin().metric())));
    audit.keeps().forEach(this::row);
    html.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(KeepFinding keep) {
    html.append(
        "<tr%s><th scope=\"row\">%s</th><td class=\"number\">%d</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td>%s</td><td>%s</td></tr>\n"
            .formatted(
                keep.standsOut() ? " class=\"out\"" : "",
                Html.text(keep.name()),
                keep.attempt(),
                Figures.plain(keep.value()),
                figures.signed(keep.claimed()),
                Html.text(Intervals.text(keep, figures)),
                keep.standsOut() ? "yes" : "no",
                Html.text(keep.description())));
  }
}
