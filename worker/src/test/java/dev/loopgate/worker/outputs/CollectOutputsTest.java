package dev.loopgate.worker.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that stayed behind does to outputs while they are taken. */
class CollectOutputsTest {
  private static final int TIMES = 1_000;
  private static final String SECRET = "the worker's token";

  @TempDir Path folder;
  private AttemptDirectory directory;
  private Path model;
  private Path secret;

  @BeforeEach
  void layOut() throws IOException {
    directory = AttemptDirectory.in(folder);
    directory.create();
    model = Files.createDirectories(directory.workspace().resolve("model"));
    Files.writeString(model.resolve("weights"), "weights");
    secret = Files.writeString(folder.resolve("token"), SECRET);
  }

  @Test
  void aFileThatStaysWhatItIsIsTaken() throws Exception {
    Flags flags = new Flags();

    assertThat(taken(flags)).isEqualTo("weights");
    assertThat(flags.list()).isEmpty();
  }

  @Test
  void aFileThatIsAnotherForAMomentIsNeverTaken() throws Exception {
    Path link = Files.createLink(model.resolveSibling("link"), secret);
    Path kept = model.resolveSibling("kept");
    Path weights = model.resolve("weights");
    meanwhile(() -> {
      Files.move(weights, kept);
      Files.move(link, weights);
      Files.move(weights, link);
      Files.move(kept, weights);
    });
  }

  @Test
  void aFolderThatIsAnotherForAMomentIsNeverTakenFrom() throws Exception {
    Path other = Files.createDirectories(directory.stage().resolve("other"));
    Files.writeString(other.resolve("weights"), SECRET);
    Path kept = directory.workspace().resolve("kept");
    meanwhile(() -> {
      Files.move(model, kept);
      Files.createSymbolicLink(model, other);
      Files.move(kept, model, StandardCopyOption.REPLACE_EXISTING);
    });
  }

  private interface Swap {
    void run() throws IOException;
  }

  private void meanwhile(Swap swap) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get()) {
                try {
                  swap.run();
                } catch (IOException e) {
                  over.set(true);
                }
              }
            });
    for (int time = 0; time < TIMES; time++) {
      assertThat(taken(new Flags())).doesNotContain("token");
    }
    assertThat(over).isFalse();
    over.set(true);
    thread.join();
  }

  private String taken(Flags flags) throws Exception {
    CollectOutputs collect = new CollectOutputs(directory, flags, 1 << 20);
    collect.collect(List.of("model/"));
    StringBuilder text = new StringBuilder();
    for (CollectOutputs.Output output : collect.outputs()) {
      text.append(Files.readString(output.copy()));
    }
    return text.toString();
  }
}
