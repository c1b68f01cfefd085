package dev.loopgate.worker.limits;

import dev.loopgate.contracts.work.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of the kernel on each process of a stage, set by a shell that then becomes the stage's
 * program. They lie a little above what the supervisor allows for all processes together: it shall
 * see a flood and name it, and they bound what can happen between two looks.
 */
public final class InnerLimits {
  private static final int OPEN_FILES = 16_384;
  private static final int MEMORY_FACTOR = 4;
  private static final long FILE_SLACK = 1L << 20;
  private static final Pattern KERNEL = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final String SCRIPT =
      """
      exec 3>&2 2>/dev/null
      ulimit -c 0
      ulimit -S -t "$1"; ulimit -H -t "$2"
      ulimit -f "$3"
      ulimit -d "$4"
      ulimit -u "$5" || ulimit -p "$5"
      ulimit -n "$6"
      exec 2>&3 3>&-
      shift 6
      exec "$@"
      """;

  private InnerLimits() {}

  /**
   * The command behind the shell that limits it.
   *
   * @param countsApart whether the user's processes outside of the sandbox do not count
   */
  public static List<String> around(
      List<String> command, Lease.Limits limits, boolean countsApart) {
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "limits"));
    line.add(Long.toString(limits.cpuSeconds() + 1));
    line.add(Long.toString(limits.cpuSeconds() + 3));
    line.add(Long.toString((limits.diskBytes() + FILE_SLACK) / 512 + 1));
    line.add(Long.toString(limits.memoryBytes() / 1_024 * MEMORY_FACTOR));
    line.add(
        countsApart && kernelCountsApart()
            ? Long.toString(limits.processes() + limits.processes() / 4 + 16L)
            : "unlimited");
    line.add(Integer.toString(OPEN_FILES));
    line.addAll(command);
    return line;
  }

  /**
   * Whether the kernel can stop a stage from making processes: since Linux 5.14 a user namespace
   * has its own count of each user's.
   */
  public static boolean kernelCountsApart() {
    Matcher version = KERNEL.matcher(System.getProperty("os.version"));
    return version.lookingAt()
        && Integer.parseInt(version.group(1)) * 1_000 + Integer.parseInt(version.group(2)) >= 5_014;
  }
}
