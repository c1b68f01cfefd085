package dev.loopgate.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  private static final TilePath TWO = TilePath.entries(0, 2);

  @Test
  void theLongestEntryFitsAndOneByteMoreDoesNot() {
    byte[] longest = new byte[65_535];
    Arrays.fill(longest, (byte) 7);
    LogEdge.Growth growth = LogEdge.empty().append(List.of(longest, new byte[0]));
    EntryBundle read = EntryBundle.parse(TWO, Objects.requireNonNull(growth.files().get(TWO)));
    assertThat(read.entries().getFirst()).isEqualTo(longest);
    assertThat(read.entries().getLast()).isEmpty();
    assertThatThrownBy(() -> LogEdge.empty().append(List.of(new byte[65_536])))
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("at most 65535 bytes, not 65536");
  }

  @Test
  void aBundleThatWasCutOrExtendedIsRefusedWithTheIndexOfTheEntry() {
    byte[] bytes = EntryBundle.of(List.of(new byte[] {1, 2}, new byte[] {3, 4, 5})).bytes();
    for (int length = 5; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> EntryBundle.parse(TWO, cut))
          .isInstanceOf(TlogException.class)
          .hasMessageContaining("in the middle of entry 1");
    }
    assertThatThrownBy(() -> EntryBundle.parse(TWO, Arrays.copyOf(bytes, 4)))
        .hasMessageContaining("1 entries instead of 2");
    assertThatThrownBy(() -> EntryBundle.parse(TWO, Arrays.copyOf(bytes, bytes.length + 2)))
        .hasMessageContaining("bytes after its 2 entries");
  }

  @Test
  void aBundleOf257EntriesIsRefused() {
    assertThatThrownBy(() -> EntryBundle.of(MemoryLog.entries(0, 257)))
        .isInstanceOf(TlogException.class);
  }
}
