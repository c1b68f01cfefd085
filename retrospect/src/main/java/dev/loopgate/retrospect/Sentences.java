package dev.loopgate.retrospect;

import dev.loopgate.retrospect.Price.Effect;
import dev.loopgate.retrospect.Price.Night;
import dev.loopgate.retrospect.RunAudit.Claim;
import dev.loopgate.retrospect.RunAudit.Counts;
import java.util.ArrayList;
import java.util.List;

/** What an audit says, in words first and figures second; every page is made of these. */
final class Sentences {
  private final RunAudit audit;
  private final Figures figures;

  Sentences(RunAudit audit) {
    this.audit = audit;
    this.figures = figuresOf(audit);
  }

  static Figures figuresOf(RunAudit audit) {
    return Figures.fitFor(
        audit.noise().isKnown() ? audit.noise().sd() : Math.abs(audit.claim().medianGain()));
  }

  /** What the log claims. */
  List<String> claims() {
    Counts counts = audit.counts();
    Claim claim = audit.claim();
    List<String> said = new ArrayList<>();
    said.add(
        "%s after the baseline: %d kept, %d discarded, %d crashed."
            .formatted(
                Figures.count(counts.attempts(), "attempt"),
                counts.keeps(),
                counts.discards(),
                counts.crashes()));
    if (counts.keeps() > 0) {
      said.add(
          "%s went from %s to %s, a claimed gain of %s. Half of the keeps gained %s or less."
              .formatted(
                  audit.origin().metric(),
                  Figures.plain(claim.baseline()),
                  Figures.plain(claim.last()),
                  figures.of(claim.gain()),
                  figures.of(claim.medianGain())));
    }
    if (counts.notBetter() > 0) {
      said.add(
          "%s not better than the best before: no measurement speaks for %s."
              .formatted(
                  counts.notBetter() == 1 ? "1 keep was" : counts.notBetter() + " keeps were",
                  counts.notBetter() == 1 ? "it" : "them"));
    }
    return said;
  }

  /** Which noise was used, and where it comes from. */
  List<String> noise() {
    Noise noise = audit.noise();
    List<String> said = new ArrayList<>();
    said.add(
        switch (noise.source()) {
          case STATED ->
              "One run is off by %s (standard deviation), as stated.".formatted(sd(noise));
          case REPEATS ->
              "One run is off by %s (standard deviation): so much do repeats of the same configuration differ, %d beyond the first of each."
                  .formatted(sd(noise), noise.observations());
          case NEIGHBOURS ->
              "One run is off by at most about %s (standard deviation): so much do neighbouring attempts differ on the better side. Each of them was a change as well, so the noise of a seed is rather smaller."
                  .formatted(sd(noise));
          case UNKNOWN ->
              "How far one run is off by chance is not known: the log shows too little of it.";
        });
    if (noise.source() == Noise.Source.STATED && audit.shown().isKnown()) {
      said.add(comparedWithTheLog(noise, audit.shown()));
    }
    return said;
  }

  private String comparedWithTheLog(Noise stated, Noise shown) {
    return shown.sd() < stated.sd()
        ? "The log itself scatters by %s only, changes included: the stated noise is probably too large for this run."
            .formatted(sd(shown))
        : "The log itself scatters by %s.".formatted(sd(shown));
  }

  private static String sd(Noise noise) {
    return Figures.fitFor(noise.sd()).of(noise.sd());
  }

  /** What of it stands out, and what luck would have done. */
  List<String> verdict() {
    Luck luck = audit.luck();
    int keeps = audit.counts().keeps();
    if (luck == null) {
      return List.of(
          "So nothing can be said about the keeps. --seed-sd states the noise of a seed.");
    }
    if (keeps == 0) {
      return List.of("Nothing was kept, so nothing is claimed.");
    }
    int standOut = audit.outstanding().size();
    List<String> said = new ArrayList<>();
    said.add(
        "%s of %s stand%s out from that noise."
            .formatted(
                standOut == 0 ? "None" : standOut,
                Figures.count(keeps, "keep"),
                standOut == 1 ? "s" : ""));
    said.add(falseShare(luck, keeps, keeps - standOut));
    said.add(curse(luck));
    return said;
  }

  private String falseShare(Luck luck, int keeps, int others) {
    if (others == 0) {
      return "Luck alone would have added %s.".formatted(Figures.about(luck.keeps()));
    }
    double expected = Math.min(luck.keeps(), others);
    String share = "%.0f %%".formatted(100 * expected / keeps);
    return luck.keeps() >= others
        ? "Luck alone would have kept %s more, so it explains the other %d (%s of all keeps)."
            .formatted(Figures.about(luck.keeps()), others, share)
        : "Luck alone would have kept about %s more (%s of all keeps). The log does not say which of the other %d these are."
            .formatted(Figures.about(luck.keeps()), share, others);
  }

  private String curse(Luck luck) {
    double gain = audit.claim().gain();
    return "Of the claimed gain of %s about %s is the luck of the last keep. A re-measurement would probably show %s (%s to %s)."
        .formatted(
            figures.of(gain),
            figures.of(luck.gain()),
            figures.of(gain - luck.gain()),
            figures.of(gain - luck.high()),
            figures.of(gain - luck.low()));
  }

  /** What it would take to know. */
  List<String> price() {
    Price price = audit.price();
    List<String> said = new ArrayList<>();
    if (price == null) {
      return said;
    }
    price.effects().forEach(effect -> said.add(effect(effect)));
    if (price.whole() != null) {
      said.add(night(price.whole()));
    } else if (audit.counts().keeps() > 0) {
      said.add("How long a run takes is not in the log; --run-minutes turns pairs into hours.");
    }
    return said;
  }

  private String effect(Effect effect) {
    String time = effect.time() == null ? "" : ", " + Figures.time(effect.time());
    return effect.pairs() == null
        ? "A gain of %s: more than 400 pairs.".formatted(figures.of(effect.gain()))
        : "A gain of %s: %s of runs on equal seeds%s."
            .formatted(figures.of(effect.gain()), Figures.count(effect.pairs(), "pair"), time);
  }

  private String night(Night night) {
    String spent =
        "%s on %s are %s, %d for each keep"
            .formatted(
                Figures.time(night.time()),
                Figures.count(night.slots(), "slot"),
                Figures.count(night.pairs(), "pair"),
                night.pairsEach());
    if (night.shown() == null || night.missed() == null) {
      return spent + ": too few to show anything." + enough(night);
    }
    return "%s: you could have shown gains of %s, not of %s."
        .formatted(spent, figures.of(night.shown()), figures.of(night.missed()));
  }

  private String enough(Night night) {
    Integer keeps = night.enoughFor();
    return keeps == null || keeps == 0
        ? ""
        : " They are enough for gains of %s of %s."
            .formatted(
                figures.of(2 * Math.sqrt(2) * audit.noise().sd()), Figures.count(keeps, "keep"));
  }

  /** What no reading of the log can tell. */
  List<String> cannotTell() {
    List<String> said = new ArrayList<>();
    int others = audit.counts().keeps() - audit.outstanding().size();
    if (others > 0 && audit.luck() != null) {
      said.add(
          "Which of the other %s help: each was measured once."
              .formatted(Figures.count(others, "keep")));
    }
    if (!audit.outstanding().isEmpty()) {
      said.add(
          "Whether the attempts became milder over time: that, too, looks like a gain of the keep where it began.");
    }
    said.add("Whether a score is honest: the code that was changed reported it itself.");
    said.add("Whether a gain holds on other data or at another size: all were chosen on the same.");
    said.add("Which discarded attempts were good and unlucky.");
    if (audit.noise().source() == Noise.Source.NEIGHBOURS) {
      said.add(
          "How large the noise of a seed is: nothing was measured twice. --seed-sd states it.");
    }
    return said;
  }

  /** How the log was read, and what was not. */
  List<String> reading() {
    List<String> said = new ArrayList<>();
    audit.origin().remarks().forEach(remark -> said.add(capital(remark) + "."));
    if (audit.broken() > 0) {
      said.add(
          "%s far worse than those around and say%s nothing about the level; left out of it."
              .formatted(
                  audit.broken() == 1 ? "1 attempt was" : audit.broken() + " attempts were",
                  audit.broken() == 1 ? "s" : ""));
    }
    Skipped skipped = audit.skipped();
    if (skipped.count() > 0) {
      said.add("%s skipped:".formatted(Figures.count(skipped.count(), "row")));
      skipped.first().forEach(row -> said.add("line %d: %s".formatted(row.line(), row.reason())));
      long more = skipped.count() - skipped.first().size();
      if (more > 0) {
        said.add("and %d more".formatted(more));
      }
    }
    return said;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
