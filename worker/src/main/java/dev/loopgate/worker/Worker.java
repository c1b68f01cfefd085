package dev.loopgate.worker;

import dev.loopgate.contracts.work.WorkerRegistration;
import dev.loopgate.worker.config.WorkerConfig;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.lease.HearOrders;
import dev.loopgate.worker.lease.LeftOvers;
import dev.loopgate.worker.lease.Machine;
import dev.loopgate.worker.lease.TakeLeases;
import dev.loopgate.worker.sandbox.FindSandbox;
import dev.loopgate.worker.sandbox.Sandbox;
import dev.loopgate.worker.services.Services;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All slots of one worker, alone in its directory. */
final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final FileChannel lock;
  private final Machine machine;
  private final List<TakeLeases> slots = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Thread ear;

  private Worker(FileChannel lock, Machine machine, String name) {
    this.lock = lock;
    this.machine = machine;
    ear = Thread.ofVirtual().name("orders").unstarted(new HearOrders(machine, name));
  }

  /** Cleans up after a killed predecessor, then starts to take leases. */
  static Worker start(WorkerConfig config) throws IOException, InterruptedException {
    Files.createDirectories(config.directory());
    FileChannel lock = lock(config.directory());
    LeftOvers.clean(AttemptDirectory.allIn(config.directory()));
    Sandbox sandbox = new FindSandbox(config.directory()).forChoice(config.isolation());
    Machine machine = new Machine(config.directory(), new Services(config), sandbox);
    Worker worker = new Worker(lock, machine, config.name());
    worker.open(registration(config, sandbox));
    LOG.log(
        System.Logger.Level.INFO,
        "worker {0} takes leases: {1} slots, isolation {2}",
        config.name(),
        config.slots(),
        sandbox.isolation());
    return worker;
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("worker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another worker uses %s: give each its own LOOPGATE_WORKER_DIRECTORY"
              .formatted(directory));
    }
    return channel;
  }

  private static WorkerRegistration registration(WorkerConfig config, Sandbox sandbox) {
    return new WorkerRegistration(
        config.name(),
        MachineIdentity.read(config.name()),
        sandbox.isolation(),
        config.slots(),
        config.workerClass());
  }

  private void open(WorkerRegistration registration) {
    ear.start();
    for (int slot = 1; slot <= registration.slots(); slot++) {
      TakeLeases takeLeases = new TakeLeases(machine, registration);
      slots.add(takeLeases);
      threads.add(Thread.ofPlatform().name("slot-" + slot).start(takeLeases));
    }
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Ends what runs, says so to the service if it answers, and lets go of the directory. */
  @Override
  public void close() throws IOException {
    machine.stop();
    for (int i = 0; i < slots.size(); i++) {
      if (!slots.get(i).executing()) {
        threads.get(i).interrupt();
      }
    }
    waitForSlots();
    ear.interrupt();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    lock.close();
  }

  private void waitForSlots() {
    long deadline = System.nanoTime() + GOODBYE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
