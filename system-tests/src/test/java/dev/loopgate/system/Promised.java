package dev.loopgate.system;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;

/**
 * How long something may take here that is promised for a machine with nothing else to do: what
 * waits for a processor besides it is forgiven.
 */
final class Promised {
  private Promised() {}

  static Duration within(Duration idle) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double others = Math.max(0, system.getSystemLoadAverage()) / system.getAvailableProcessors();
    return Duration.ofMillis((long) (idle.toMillis() * (1 + others)));
  }
}
