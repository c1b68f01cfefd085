package dev.loopgate.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.work.Completion;
import dev.loopgate.contracts.work.Completion.Outcome;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.sandbox.StageEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a stage left can be anything; reading it ends all the same. */
class ReadBackTest {
  @TempDir Path temporary;

  @Test
  @Timeout(30)
  void whatBlocksWhenItIsOpenedKeepsNobodyFromBeingStopped() throws Exception {
    Path fifo = temporary.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    long soon = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);

    Completion completion =
        report(
            () -> System.nanoTime() - soon > 0,
            () -> {
              try {
                Files.readAllBytes(fifo);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(completion.outcome()).isEqualTo(Outcome.DISK_LIMIT);
    assertThat(completion.flags()).extracting(Completion.Flag::kind).containsExactly("DISK_FLOOD");
  }

  @Test
  void whatIsTooMuchForThisProgramIsTheStagesDoing() throws Exception {
    Completion completion =
        report(
            () -> false,
            () -> {
              throw new OutOfMemoryError("a flood");
            });
    assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(completion.detail()).contains("could not be read");
  }

  private Completion report(BooleanSupplier unwanted, Runnable inspection) throws Exception {
    AttemptDirectory directory = AttemptDirectory.in(temporary);
    directory.create();
    StageEnd end = new StageEnd(Outcome.SUCCEEDED, 0, Duration.ofSeconds(1), "", 0);
    return new ReadBack(Isolation.PROCESS, lease(), directory, end)
        .report(new Flags(), unwanted, inspection)
        .completion();
  }

  private static Lease lease() {
    return new Lease(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        1,
        "candidate",
        "train",
        false,
        List.of("true"),
        "",
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        new Lease.Limits(1, 1, 1, 1, 1, 1, 1),
        "",
        Instant.EPOCH,
        1,
        1);
  }
}
