package dev.loopgate.worker.limits;

import dev.loopgate.worker.process.ProcessEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How much memory, and how much disk behind deleted names, the processes of a stage hold. The cheap
 * look counts shared pages more than once; only when that is too much the exact one is taken.
 */
final class MemoryUse {
  private MemoryUse() {}

  /** An upper bound of what the processes hold in memory. */
  static long atMost(List<ProcessEntry> processes) {
    return processes.stream()
        .mapToLong(process -> process.residentPages() * ProcessEntry.PAGE_BYTES)
        .sum();
  }

  /** What they hold that is theirs: pages without a file, each counted once. */
  static long exactly(List<ProcessEntry> processes) {
    return processes.stream().mapToLong(MemoryUse::ownShare).sum();
  }

  /** Memory that exists only as an open file, as far as the machine can have given so much. */
  static long inMemoryFiles(List<ProcessEntry> processes) {
    long sizes = open(processes, name -> name.startsWith("/memfd:"));
    return Math.min(sizes, sharedOnMachine());
  }

  /** Bytes in files on disk below some folders that have no name any more but are held open. */
  static long inDeletedFiles(List<ProcessEntry> processes, List<Path> roots) {
    return open(
        processes,
        name -> name.endsWith(" (deleted)") && roots.stream().anyMatch(Path.of(name)::startsWith));
  }

  private static long ownShare(ProcessEntry process) {
    List<String> lines = lines(of(process).resolve("smaps_rollup"));
    if (lines.isEmpty()) {
      lines = lines(of(process).resolve("status"));
      return kilobytes(lines, "RssAnon:") + kilobytes(lines, "RssShmem:");
    }
    return kilobytes(lines, "Pss_Anon:") + kilobytes(lines, "Pss_Shmem:");
  }

  private static long sharedOnMachine() {
    return kilobytes(lines(ProcessEntry.PROC.resolve("meminfo")), "Shmem:");
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long kilobytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToLong(digits -> Long.parseLong(digits) * 1_024)
        .sum();
  }

  private static Path of(ProcessEntry process) {
    return ProcessEntry.PROC.resolve(Long.toString(process.pid()));
  }

  private static long open(List<ProcessEntry> processes, Predicate<String> wanted) {
    Map<String, Long> sizes = new HashMap<>();
    processes.forEach(process -> descriptors(of(process).resolve("fd"), wanted, sizes));
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void descriptors(Path folder, Predicate<String> wanted, Map<String, Long> sizes) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
      for (Path descriptor : open) {
        one(descriptor, wanted, sizes);
      }
    } catch (IOException | RuntimeException e) {
      // The process is gone, or its table is not for this user to see.
    }
  }

  private static void one(Path descriptor, Predicate<String> wanted, Map<String, Long> sizes) {
    try {
      if (wanted.test(Files.readSymbolicLink(descriptor).toString())) {
        BasicFileAttributes file = Files.readAttributes(descriptor, BasicFileAttributes.class);
        sizes.put(String.valueOf(file.fileKey()), file.size());
      }
    } catch (IOException | RuntimeException e) {
      // Closed meanwhile.
    }
  }
}
