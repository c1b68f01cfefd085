package dev.loopgate.reviews.log;

import dev.loopgate.chassis.loop.Loops;
import dev.loopgate.reviews.record.Appended;
import dev.loopgate.reviews.record.RecordGate;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;

/**
 * Runs the log with the service: refuses to start on a log that was forked, repairs what a crash
 * left unsigned, and then sequences and publishes.
 */
@ApplicationScoped
public class KeepLog {
  private static final int BEFORE_ANYTHING_IS_LOGGED = Interceptor.Priority.PLATFORM_BEFORE - 100;

  /**
   * Quarkus tells nobody of the end when an observer of the start fails, so a thread that was
   * started before would go on against a database that is closed.
   */
  private static final int WHEN_ALL_ELSE_HAS_STARTED = Integer.MAX_VALUE;

  private final Sequencer sequencer;
  private final Publisher publisher;
  private final Loops loops;
  private final LogDuty sequencing;
  private final LogDuty publishing;

  @Inject
  KeepLog(
      LogConfig config,
      Sequencer sequencer,
      TreeStore tree,
      CheckpointStore checkpoints,
      StoredTiles tiles,
      RecordGate gate,
      Loops loops) {
    Path key = LogKey.file(config);
    Path memory =
        config.memoryFile().orElseGet(() -> key.resolveSibling(key.getFileName() + ".memory"));
    this.loops = loops;
    this.sequencer = sequencer;
    publisher =
        new Publisher(
            LogKey.of(config),
            new Memory(memory),
            tree,
            checkpoints,
            tiles,
            Witnesses.of(config, tiles));
    publishing =
        new LogDuty("signing the log", publisher::publish, config.pause().multipliedBy(5), gate);
    sequencing = new LogDuty("writing the log", this::sequence, config.pause(), gate);
  }

  private void sequence() {
    if (sequencer.sequenceAll()) {
      publishing.wake();
    }
  }

  /** Refuses to start on a log that was forked, before anything is added to it. */
  void check(@Observes @Priority(BEFORE_ANYTHING_IS_LOGGED) StartupEvent started) {
    publisher.publish();
  }

  void start(@Observes @Priority(WHEN_ALL_ELSE_HAS_STARTED) StartupEvent started) {
    loops.start(sequencing.name(), sequencing);
    loops.start(publishing.name(), publishing);
  }

  /** In the transaction's own thread, once it is committed. */
  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Appended appended) {
    sequencing.wake();
  }
}
