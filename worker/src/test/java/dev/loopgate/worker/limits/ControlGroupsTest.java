package dev.loopgate.worker.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopgate.worker.layout.Unguessable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stage is in groups of its own, where groups can be made. */
class ControlGroupsTest {
  @BeforeEach
  void groupsCanBeMade() {
    assumeTrue(ControlGroups.here().isUsable(), ControlGroups.here().detail());
  }

  @Test
  void aStageIsInGroupsOfItsOwnAndTheyGoWithIt() throws Exception {
    String name = Unguessable.name();
    List<Path> folders;
    try (ControlGroup group = ControlGroups.here().create(name, 1L << 30, 100)) {
      folders = group.folders();
      String groups = run(group.around(List.of("/bin/sh", "-c", "cat /proc/self/cgroup")));

      assertThat(groups.lines().filter(line -> line.endsWith("loopgate-" + name)))
          .hasSize(folders.size());
    }
    assertThat(folders).isNotEmpty().noneMatch(Files::exists);
  }

  @Test
  void itsShareOfTheProcessorsIsSmallerThanTheWorkersAndBounded() throws Exception {
    try (ControlGroup group = ControlGroups.here().create(Unguessable.name(), 1L << 30, 100)) {
      List<Path> sharing =
          group.folders().stream()
              .filter(folder ->
                  Files.exists(folder.resolve("cpu.shares"))
                      || Files.exists(folder.resolve("cpu.weight")))
              .toList();
      assumeTrue(!sharing.isEmpty(), "processors are not shared out here");
      Path folder = sharing.getFirst();
      int processors = Runtime.getRuntime().availableProcessors();
      if (Files.exists(folder.resolve("cpu.weight"))) {
        assertThat(folder.resolve("cpu.weight")).hasContent("50");
        assertThat(folder.resolve("cpu.max")).content().doesNotContain("max");
      } else {
        assertThat(folder.resolve("cpu.shares")).hasContent("512");
        assertThat(Long.parseLong(Files.readString(folder.resolve("cpu.cfs_quota_us")).strip()))
            .isBetween(1L, processors * 100_000L - 1);
      }
    }
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
