package dev.loopgate.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/000",
        "tile/0/x001/x234/067",
        "tile/3/x001/000.p/1",
        "tile/entries/999.p/255",
        "tile/entries/x009/x223/x372/x036/x854/x775/807"
      })
  void aPathIsReadAndWrittenTheSame(String path) {
    assertThat(TilePath.parse(path)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/tile/0/000",
        "tile/00/000",
        "tile/8/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/1",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/007",
        "tile/0/000.p/",
        "tile/0/../000",
        "tile/data/000",
        "tile/entries/x009/x223/x372/x036/x854/x775/808",
        "tile/0/٠٠٠"
      })
  void anyOtherSpellingIsRefused(String path) {
    assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(TlogException.class);
  }

  @Test
  void aTreeHasExactlyTheTilesThatItsSizeNeeds() {
    assertThat(TilePath.allOf(0)).isEmpty();
    assertThat(TilePath.allOf(65_536).stream().filter(path -> path.level() > 0))
        .extracting(TilePath::toString)
        .isEqualTo(List.of("tile/1/000", "tile/2/000.p/1"));
    assertThatThrownBy(() -> TilePath.in(256, 0, 1)).isInstanceOf(TlogException.class);
  }
}
