package dev.loopgate.worker.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of {@code /proc/<pid>/stat}: what the kernel says about a process, readable by everyone
 * whatever the process does to hide.
 *
 * @param startTicks with the number it names one process
 * @param ownTicks processor time of its own
 * @param childTicks processor time of the children that it waited for
 */
public record ProcessEntry(
    long pid,
    long parent,
    boolean dead,
    long startTicks,
    long ownTicks,
    long childTicks,
    int threads,
    long residentPages) {
  public static final Path PROC = Path.of("/proc");
  public static final long PAGE_BYTES = auxiliary(6, 4_096);
  static final long TICKS_PER_SECOND = auxiliary(17, 100);

  /** Empty when there is no such process any more. */
  static Optional<ProcessEntry> read(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat"));
      return Optional.of(parse(pid, new String(bytes, StandardCharsets.ISO_8859_1)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Everything that runs on this machine, as far as it can be seen. */
  static List<ProcessEntry> all() {
    List<ProcessEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path folder : folders) {
        read(Long.parseLong(folder.getFileName().toString())).ifPresent(entries::add);
      }
    } catch (IOException | RuntimeException e) {
      return entries;
    }
    return entries;
  }

  boolean isSameAs(ProcessEntry other) {
    return pid == other.pid && startTicks == other.startTicks;
  }

  private static ProcessEntry parse(long pid, String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ");
    return new ProcessEntry(
        pid,
        Long.parseLong(fields[1]),
        fields[0].equals("Z") || fields[0].equals("X"),
        Long.parseLong(fields[19]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[13]) + Long.parseLong(fields[14]),
        Integer.parseInt(fields[17]),
        Long.parseLong(fields[21]));
  }

  /** What the kernel told this process about the machine when it started it. */
  private static long auxiliary(long wanted, long otherwise) {
    try {
      ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(PROC.resolve("self/auxv")));
      pairs.order(ByteOrder.nativeOrder());
      while (pairs.remaining() >= 16) {
        long type = pairs.getLong();
        long value = pairs.getLong();
        if (type == wanted) {
          return value;
        }
      }
    } catch (IOException | RuntimeException e) {
      return otherwise;
    }
    return otherwise;
  }
}
