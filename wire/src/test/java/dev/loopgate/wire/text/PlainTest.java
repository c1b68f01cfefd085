package dev.loopgate.wire.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void whatNoDatabaseHoldsIsLeftOutAndWholeCharactersStay() {
    assertThat(Plain.storable("a\0b\uD800c😀", 10)).isEqualTo("abc😀");
    assertThat(Plain.storable("😀😀😀", 2)).isEqualTo("😀😀");
    assertThat(Plain.isStorable("a\tb 😀")).isTrue();
    assertThat(Plain.isStorable("a\0")).isFalse();
    assertThat(Plain.isStorable("\uDC00")).isFalse();
  }

  @Test
  void whatDoesNotShowAsWhatItIsIsNotPlain() {
    assertThat("Zoë 😀 中".matches(Plain.TEXT)).isTrue();
    for (String text : new String[] {"a\nb", "a\0", "\u202Eabc", "\u2066a", "\uD800"}) {
      assertThat(text.matches(Plain.TEXT)).as(text).isFalse();
    }
  }
}
