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

  /** The whole in a few lines. */
  List<String> summary() {
    List<String> said = new ArrayList<>();
    said.add(counts(audit.counts()));
    Luck luck = audit.luck();
    if (audit.counts().keeps() == 0) {
      said.add("Nothing was kept, so nothing is claimed.");
    } else if (luck == null) {
      said.add("Nothing can be said about the keeps: the noise is not known. --seed-sd states it.");
    } else {
      said.add(standingOut(luck));
      said.add(again(luck));
      said.add(missing());
    }
    return said;
  }

  private static String counts(Counts counts) {
    return "%s after the baseline: %d kept, %d discarded, %d crashed."
        .formatted(
            Figures.count(counts.attempts(), "attempt"),
            counts.keeps(),
            counts.discards(),
            counts.crashes());
  }

  private String standingOut(Luck luck) {
    int standOut = audit.outstanding().size();
    return "%s of %s %s out from the noise; luck alone would have kept about %s%s."
        .formatted(
            standOut == 0 ? "None" : standOut,
            Figures.count(audit.counts().keeps(), "keep"),
            standOut == 1 ? "stands" : "stand",
            Figures.about(luck.keeps()),
            standOut == 0 ? "" : " more");
  }

  private String again(Luck luck) {
    double gain = audit.claim().gain();
    return "Of the claimed gain of %s, a re-measurement would probably show %s (%s to %s)."
        .formatted(
            figures.of(gain),
            figures.of(gain - luck.gain()),
            figures.of(gain - luck.high()),
            figures.of(gain - luck.low()));
  }

  private String missing() {
    int others = audit.counts().keeps() - audit.outstanding().size();
    return others == 0
        ? "The log cannot tell whether the score is honest."
        : "The log cannot tell which of the other %s help%s, nor whether the score is honest."
            .formatted(Figures.count(others, "keep"), others == 1 ? "s" : "");
  }

  /** What the log claims. */
  List<String> claims() {
    Counts counts = audit.counts();
    Claim claim = audit.claim();
    List<String> said = new ArrayList<>();
    if (counts.keeps() > 0) {
      said.add(
          "%s went from %s to %s, a gain of %s. Half of the keeps gained %s or less."
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
          case UNKNOWN -> "That is not known: the log shows too little of it.";
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

  /** What luck would have done. */
  List<String> luck() {
    Luck luck = audit.luck();
    List<String> said = new ArrayList<>();
    if (luck != null && audit.counts().keeps() > 0) {
      said.add(
          "If nothing had helped at all, about %s would have been kept, because one of many measurements is always the best so far."
              .formatted(Figures.about(luck.keepsOfNothing())));
      said.add(falseShare(luck));
      said.add(
          "The last keep was chosen for its luck as well: about %s of the claimed gain is that."
              .formatted(figures.of(luck.gain())));
    }
    return said;
  }

  private String falseShare(Luck luck) {
    int keeps = audit.counts().keeps();
    int others = keeps - audit.outstanding().size();
    double expected = Math.min(luck.keeps(), others);
    String share = Math.round(100 * expected / keeps) + " %";
    if (others == 0) {
      return "No keep is left for luck.";
    }
    return luck.keeps() >= others
        ? "Luck explains all %d that do not stand out: up to %s of the keeps are false."
            .formatted(others, share)
        : "Luck explains about %s of the %d that do not stand out: up to %s of the keeps are false. The rest of them probably help a little."
            .formatted(Figures.about(luck.keeps()), others, share);
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
    if (audit.counts().keeps() > audit.outstanding().size()) {
      said.add("Which of the keeps that do not stand out help: each was measured once.");
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
