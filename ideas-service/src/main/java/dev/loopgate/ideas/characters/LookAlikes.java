package dev.loopgate.ideas.characters;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** File names that read like others: mixed alphabets, letters that look Latin, odd spellings. */
final class LookAlikes {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final String LIKE_LATIN =
      "аеорсухіјѕԁһԛԝьАВЕЗКМНОРСТУХІЈЅԌԚԜοναικυρτΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ";

  private LookAlikes() {}

  /** What may deceive in a path; empty when nothing does. */
  static Optional<String> in(String path) {
    if (!Normalizer.isNormalized(path, Normalizer.Form.NFKC)) {
      return Optional.of("another spelling of " + Normalizer.normalize(path, Normalizer.Form.NFKC));
    }
    return WORD.matcher(path)
        .results()
        .map(MatchResult::group)
        .map(LookAlikes::inWord)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> inWord(String word) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().mapToObj(LookAlikes::script).forEach(scripts::add);
    scripts.remove(UnicodeScript.COMMON);
    if (scripts.size() > 1) {
      UnicodeScript usual =
          scripts.contains(UnicodeScript.LATIN) ? UnicodeScript.LATIN : script(word.codePointAt(0));
      return odd(word, usual).map(name -> "%s among %s letters".formatted(name, usual));
    }
    boolean looksLatin =
        !scripts.contains(UnicodeScript.LATIN)
            && word.codePoints().allMatch(letter -> LIKE_LATIN.indexOf(letter) >= 0);
    return looksLatin
        ? Optional.of(Invisible.name(word.codePointAt(0)) + " in a word that looks Latin")
        : Optional.empty();
  }

  private static Optional<String> odd(String word, UnicodeScript usual) {
    return word.codePoints()
        .filter(letter -> script(letter) != usual && script(letter) != UnicodeScript.COMMON)
        .mapToObj(Invisible::name)
        .findFirst();
  }

  /** Scripts that are written together count as one. */
  private static UnicodeScript script(int letter) {
    UnicodeScript script = UnicodeScript.of(letter);
    return switch (script) {
      case HIRAGANA, KATAKANA, BOPOMOFO, HANGUL -> UnicodeScript.HAN;
      case INHERITED, UNKNOWN -> UnicodeScript.COMMON;
      default -> script;
    };
  }
}
