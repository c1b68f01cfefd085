package dev.loopgate.worker;

import dev.loopgate.worker.config.WorkerConfig;
import java.io.IOException;
import java.util.List;

/**
 * Starts a worker from its environment and runs until it is told to end (SIGTERM); the command
 * {@code doctor} says what the machine can do instead.
 */
public final class WorkerMain {
  private static final String LOG_FORMAT = "%1$tT.%1$tL %4$-7s %5$s%6$s%n";

  private WorkerMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
    }
    System.exit(arguments.length == 0 ? run() : command(List.of(arguments)));
  }

  private static int command(List<String> words) throws InterruptedException {
    if (!words.equals(List.of("doctor"))) {
      System.err.println("loopgate-worker: the only command is 'doctor', not " + words);
      return 2;
    }
    try {
      Doctor.print(System.getenv("LOOPGATE_WORKER_DIRECTORY"));
      return 0;
    } catch (IOException e) {
      System.err.println("loopgate-worker: " + e.getMessage());
      return 1;
    }
  }

  private static int run() throws InterruptedException {
    try {
      Worker worker = Worker.start(WorkerConfig.of(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(worker), "stop"));
      worker.join();
      return 0;
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      System.err.println("loopgate-worker: " + e.getMessage());
      return 2;
    }
  }

  private static void close(Worker worker) {
    try {
      worker.close();
    } catch (IOException e) {
      System.err.println("loopgate-worker: " + e.getMessage());
    }
  }
}
