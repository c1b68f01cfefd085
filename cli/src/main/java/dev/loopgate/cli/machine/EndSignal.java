package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.ExitCode;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns Ctrl-C and SIGTERM into an interruption of the main thread, so that everything ends in
 * order. The JVM's own signal class is reached by reflection because javac refuses its name under
 * {@code -Werror}; where it is missing, the shutdown hook still takes the machine down.
 */
public final class EndSignal {
  private static final int NONE = -1;

  private final AtomicInteger exitCode = new AtomicInteger(NONE);

  private EndSignal() {}

  /** From now on a signal interrupts the calling thread, once. */
  public static EndSignal interruptsThisThread() {
    EndSignal signal = new EndSignal();
    Thread main = Thread.currentThread();
    signal.on("INT", ExitCode.INTERRUPTED, main);
    signal.on("TERM", ExitCode.DONE, main);
    return signal;
  }

  /** The exit code for the signal that came: 130 after Ctrl-C, 0 after SIGTERM. */
  public int exitCode() {
    return exitCode.get() == NONE ? ExitCode.INTERRUPTED : exitCode.get();
  }

  private void on(String name, int code, Thread main) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reaction =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle") && exitCode.compareAndSet(NONE, code)) {
                  main.interrupt();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), reaction);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // this JVM keeps its signals to itself
    }
  }
}
