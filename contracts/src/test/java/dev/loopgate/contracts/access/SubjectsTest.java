package dev.loopgate.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SubjectsTest {
  @Test
  void oneWhoIsSpeltDifferentlyIsStillTheSame() {
    for (String spelling :
        new String[] {"Zoë@x", "zoë@x", " ZOË@X ", "zoe\u0308@x", "zoë@x\u00A0", "\u2003Zoë@x\t"}) {
      assertThat(Subjects.canonical(spelling)).as(spelling).isEqualTo("zoë@x");
    }
    assertThat(Subjects.canonical("\u212Aim")).as("Kelvin sign").isEqualTo("kim");
    assertThat(Subjects.canonical("strasse")).isEqualTo(Subjects.canonical("STRAßE"));
  }

  @Test
  void othersStayOthers() {
    assertThat(Subjects.canonical(Set.of("a@x", "a@y", "a b@x", "A@X"))).hasSize(3);
  }
}
