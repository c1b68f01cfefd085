package dev.loopgate.bench;

import java.util.List;
import java.util.Locale;

/** The simulation as a page and as numbers for other tools. */
final class Report {
  private Report() {}

  static String csv(List<Row> rows) {
    StringBuilder csv =
        new StringBuilder(
            "proposer,decides,programs,false_share,false_share_99,worst_share,worst_share_99,power,evaluations\n");
    for (Row row : rows) {
      csv.append(
          String.format(
              Locale.ROOT,
              "\"%s\",\"%s\",%d,%.6f,%.6f,%.6f,%.6f,%s,%.3f%n",
              row.scenario().name(),
              row.habit().words(),
              row.programs(),
              row.falseShare(),
              row.bound(),
              row.worstShare(),
              row.worstBound(),
              Double.isNaN(row.power()) ? "" : String.format(Locale.ROOT, "%.6f", row.power()),
              row.cost()));
    }
    return csv.toString();
  }

  static String page(List<Row> rows, int rechecked) {
    return PAGE.replace("{programs}", String.format(Locale.ROOT, "%,d", rows.getFirst().programs()))
        .replace("{ideas}", String.valueOf(Scenario.IDEAS))
        .replace("{rechecked}", String.format(Locale.ROOT, "%,d", rechecked))
        .replace("{rule}", ruleTable(rows))
        .replace("{shares}", fieldTable(rows, Report::share))
        .replace("{powers}", fieldTable(rows, Report::power))
        .replace("{costs}", fieldTable(rows, row -> String.format(Locale.ROOT, "%.0f", row.cost())))
        .replace("{proposers}", proposers());
  }

  private static String ruleTable(List<Row> rows) {
    StringBuilder table = new StringBuilder();
    for (Row row : rows) {
      if (row.habit() == Habit.LOOPGATE) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.4f | %.4f | %s | %.0f |%n",
                row.scenario().name(),
                row.falseShare(),
                row.bound(),
                row.worstShare(),
                row.worstBound(),
                power(row),
                row.cost()));
      }
    }
    return table.toString();
  }

  private interface Cell {
    String of(Row row);
  }

  private static String fieldTable(List<Row> rows, Cell cell) {
    StringBuilder table = new StringBuilder();
    for (Scenario scenario : Scenario.ALL) {
      table.append("| ").append(scenario.name()).append(" |");
      rows.stream()
          .filter(row -> row.scenario().equals(scenario))
          .forEach(row -> table.append(' ').append(cell.of(row)).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  private static String proposers() {
    StringBuilder list = new StringBuilder();
    for (Scenario scenario : Scenario.ALL) {
      list.append("* **").append(scenario.name()).append("**: ").append(scenario.what());
      list.append(".\n");
    }
    return list.toString();
  }

  private static String share(Row row) {
    return String.format(Locale.ROOT, "%.3f", row.falseShare());
  }

  private static String power(Row row) {
    return Double.isNaN(row.power()) ? "–" : String.format(Locale.ROOT, "%.2f", row.power());
  }

  private static final String PAGE =
      """
      # Simulation: what the rule promises, tried

      {programs} programs of {ideas} ideas each, for every proposer and every way of deciding. Written by
      [`bench/`](../bench/README.md), which uses the classes that judge real experiments; {rechecked} of the experiments were
      judged again on the whole path from measurements to verdict, with the same answers. The numbers are also in
      [simulation.csv](simulation.csv).

      ![False share, power and evaluations per idea, by proposer and by way of deciding](simulation.svg)

      ## This rule

      α = 0.05. The *false share* of a program is the share of its adopted ideas that are not better; nothing adopted
      counts as 0. *Worst* is the largest share at any moment of the program. The bounds hold with 99 % confidence each
      (empirical Bernstein, so whatever the distribution). *Power* is the share of better ideas that were adopted.

      | proposer | false share | at most | worst | at most | power | evaluations per idea |
      |---|---|---|---|---|---|---|
      {rule}
      ## Beside the habits of the field

      Mean false share at the end:

      | proposer | this rule | one run | best of 5 | t-test once | t-test, peeked |
      |---|---|---|---|---|---|
      {shares}
      Power:

      | proposer | this rule | one run | best of 5 | t-test once | t-test, peeked |
      |---|---|---|---|---|---|
      {powers}
      Evaluations (pairs of runs) per idea:

      | proposer | this rule | one run | best of 5 | t-test once | t-test, peeked |
      |---|---|---|---|---|---|
      {costs}
      ## Who proposes

      {proposers}
      Where nothing else is said there are up to 1,000 pairs, at least 10, and better means 35 % won and 18 % lost.

      ## How ideas are decided

      * **this rule**: scale from 8 runs of the baseline, measured again after each adoption; level of the t-th
        registration by the error budget; mixture e-process, mirrored process and futility ([verification.md](verification.md)).
        People adopt all that is shown.
      * **one run**: one pair; what is better is kept.
      * **best of 5**: five pairs; what is better in the best of them is kept.
      * **t-test once**: one-sided paired t-test at 5 % on 400 pairs (40 where there are no more).
      * **t-test, peeked**: the same, looked at after every ten pairs and stopped at the first p < .05.

      ## What it does not show

      Under *heavy tails, clip* the scale comes from eight runs of a metric that has no variance, so it differs wildly from
      program to program: the promise holds all the same, at some cost in power and pairs. The sign transform is made for that.
      In the reference workload (honest mix), 400 pairs without giving up would show two thirds of the better ideas; the futility
      rule gives some of them up to spare the others nine tenths of their pairs, see *400 pairs at most*.
      Ideas come one after the other here, and people adopt everything; the proof needs neither. What a candidate can do
      besides proposing (cheat the evaluator, say) is not part of a simulation of numbers: the
      [tripwires and canaries](verification.md) are for that.
      """;
}
