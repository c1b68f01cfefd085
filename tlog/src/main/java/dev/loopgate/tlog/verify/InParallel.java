package dev.loopgate.tlog.verify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same for many numbers at once, and takes the results one by one and in order. */
final class InParallel {
  /** Files may come over a network: more than there are processors, and never all at once. */
  private static final int THREADS = Math.max(8, Runtime.getRuntime().availableProcessors());

  private static final int AHEAD = 256;

  private InParallel() {}

  /** Work that may not be able to read what it needs. */
  interface Work<T> {
    T of(long index) throws IOException;
  }

  static <T> void inOrder(long count, Work<T> work, Consumer<T> results) throws IOException {
    Queue<Future<T>> running = new ArrayDeque<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      try {
        for (long next = 0; next < count; next++) {
          long index = next;
          running.add(threads.submit(() -> work.of(index)));
          if (running.size() == AHEAD) {
            results.accept(result(running.remove()));
          }
        }
        while (!running.isEmpty()) {
          results.accept(result(running.remove()));
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unread) {
        throw unread;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
