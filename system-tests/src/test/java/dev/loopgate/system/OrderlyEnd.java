package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ends an installation by SIGTERM and holds it to what is promised about that. */
final class OrderlyEnd {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration REAPED = Duration.ofSeconds(10);

  private static final List<String> PROCESSES =
      List.of("ideas", "experiments", "reviews", "worker", "postgres");

  private final Installation installation;

  private OrderlyEnd(Installation installation) {
    this.installation = installation;
  }

  /** Followers and workers are connected, and none of them holds anything up. */
  static void of(Installation installation) throws IOException {
    new OrderlyEnd(installation).hold();
  }

  private void hold() throws IOException {
    List<ProcessHandle> processes = new ArrayList<>();
    for (String process : PROCESSES) {
      ProcessHandle.of(installation.pid(process)).ifPresent(processes::add);
    }
    Map<Path, Long> before = sizes();
    long begun = System.nanoTime();
    installation.close();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.printf("all %d processes gone after %d ms%n", processes.size(), took.toMillis());
    assertThat(processes).hasSameSizeAs(PROCESSES);
    awaitReaped(processes);
    assertThat(errorsAfter(before)).isEmpty();
    assertThat(took).isLessThan(Promised.within(LIMIT));
  }

  /** A process that has ended is still listed until its parent has heard of it. */
  private static void awaitReaped(List<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      assertThat(process.onExit()).succeedsWithin(REAPED);
    }
  }

  private Map<Path, Long> sizes() throws IOException {
    Map<Path, Long> sizes = new HashMap<>();
    for (Path log : logs()) {
      sizes.put(log, Files.size(log));
    }
    return sizes;
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(installation.home().resolve("logs"))) {
      return files.filter(file -> !file.endsWith("postgres.log")).toList();
    }
  }

  private List<String> errorsAfter(Map<Path, Long> before) throws IOException {
    List<String> errors = new ArrayList<>();
    for (Path log : logs()) {
      byte[] all = Files.readAllBytes(log);
      int from = Math.toIntExact(before.getOrDefault(log, 0L));
      new String(all, from, all.length - from, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("ERROR") || line.contains("SEVERE"))
          .map(line -> log.getFileName() + ": " + line)
          .forEach(errors::add);
    }
    return errors;
  }
}
