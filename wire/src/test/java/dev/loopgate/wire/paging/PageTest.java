package dev.loopgate.wire.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void oneRowMoreThanTheLimitMeansThereIsANextPage() {
    Page<Integer> page = Page.of(List.of(5, 4, 3), 2, i -> "after " + i);

    assertThat(page).isEqualTo(new Page<>(List.of(5, 4), "after 4"));
  }

  @Test
  void theLastPageHasNoCursor() {
    assertThat(Page.of(List.of(5, 4), 2, i -> "after " + i).nextCursor()).isNull();
    assertThat(Page.<Integer>of(List.of(), 2, i -> "after " + i).items()).isEmpty();
  }

  @Test
  void convertingKeepsTheCursor() {
    Page<String> page = new Page<>(List.of(1, 2), "2").map(i -> "#" + i);

    assertThat(page).isEqualTo(new Page<>(List.of("#1", "#2"), "2"));
  }
}
