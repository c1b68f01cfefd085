package dev.loopgate.worker.limits;

import dev.loopgate.worker.layout.Unguessable;
import dev.loopgate.worker.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this worker may have control groups for its stages: below its own group, with a controller
 * for processes and, in version 2, one for memory; and with one for processors, where there is one.
 * The kernel then keeps these limits itself.
 *
 * @param parents folders in which a group can be made that limits processes
 * @param processors the same where processors are shared out elsewhere, as in version 1
 */
public record ControlGroups(List<Path> parents, List<Path> processors) {
  private static final String PREFIX = "loopgate-";
  private static final long YOUNG_MILLIS = 60_000;

  /** Half of what everybody else has: stages share equally, and the worker comes first. */
  private static final Map<String, String> WEIGHTS =
      Map.of("cpu.weight", "50", "cpu.shares", "512");

  private static final long PERIOD_MICROS = 100_000;
  private static final String ENTERED =
      "while read -r line; do case $line in */"
          + PREFIX
          + "*) exit 0 ;; esac; done"
          + " </proc/self/cgroup; exit 1";

  private static final class Once {
    static final ControlGroups HERE = find();
  }

  public ControlGroups {
    parents = List.copyOf(parents);
    processors = List.copyOf(processors);
  }

  public static ControlGroups here() {
    return Once.HERE;
  }

  public boolean isUsable() {
    return !parents.isEmpty();
  }

  public String detail() {
    return isUsable()
        ? "groups are made in " + Probe.join(names(parents), names(processors))
        : "no group can be made here";
  }

  private static List<String> names(List<Path> folders) {
    return folders.stream().map(Path::toString).toList();
  }

  /** A group for one stage; it holds nothing where none can be made. */
  public ControlGroup create(String name, long memoryBytes, int processes) {
    List<Path> groups = new ArrayList<>();
    for (Path parent : parents) {
      group(parent, name, groups).ifPresent(group -> limit(group, memoryBytes, processes));
    }
    for (Path parent : processors) {
      group(parent, name, groups).ifPresent(ControlGroups::share);
    }
    return new ControlGroup(groups);
  }

  /** Where none can be made, limits are kept by looking, like everywhere without control groups. */
  private static Optional<Path> group(Path parent, String name, List<Path> groups) {
    try {
      Path group = Files.createDirectory(parent.resolve(PREFIX + name));
      groups.add(group);
      return Optional.of(group);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void limit(Path group, long memoryBytes, int processes) {
    set(group, "pids.max", Integer.toString(processes));
    set(group, "memory.max", Long.toString(memoryBytes));
    set(group, "memory.swap.max", "0");
    share(group);
  }

  /** A tenth of a processor stays with whoever watches the stage. */
  private static void share(Path group) {
    WEIGHTS.forEach((file, weight) -> set(group, file, weight));
    long quota = Runtime.getRuntime().availableProcessors() * PERIOD_MICROS - PERIOD_MICROS / 10;
    set(group, "cpu.max", quota + " " + PERIOD_MICROS);
    set(group, "cpu.cfs_period_us", Long.toString(PERIOD_MICROS));
    set(group, "cpu.cfs_quota_us", Long.toString(quota));
  }

  /**
   * A controller that is not there limits nothing; {@link #works} saw whether the needed one is.
   */
  private static void set(Path group, String file, String value) {
    if (Files.exists(group.resolve(file))) {
      write(group.resolve(file), value);
    }
  }

  private static ControlGroups find() {
    List<Path> parents =
        Stream.of(unified(), own("pids"))
            .flatMap(Optional::stream)
            .filter(parent -> works(parent, "pids.max", "100"))
            .limit(1)
            .toList();
    List<Path> processors =
        parents.isEmpty()
            ? List.of()
            : own("cpu").filter(parent -> works(parent, "cpu.shares", "512")).stream().toList();
    return new ControlGroups(parents, processors);
  }

  /** Version 2, with the controllers switched on for children. */
  private static Optional<Path> unified() {
    Optional<Path> group = own("").filter(ControlGroups::hasControllers);
    group.ifPresent(parent -> write(parent.resolve("cgroup.subtree_control"), "+cpu"));
    return group;
  }

  private static boolean hasControllers(Path group) {
    return enabled(group) || enable(group) || (moveDown(group) && enable(group));
  }

  private static boolean enabled(Path group) {
    List<String> words = Arrays.asList(read(group.resolve("cgroup.subtree_control")).split("\\s+"));
    return words.contains("pids") && words.contains("memory");
  }

  private static boolean enable(Path group) {
    return write(group.resolve("cgroup.subtree_control"), "+pids +memory") && enabled(group);
  }

  /** A group with children under control may have no processes itself: the worker steps aside. */
  private static boolean moveDown(Path group) {
    String self = Long.toString(ProcessHandle.current().pid());
    if (!read(group.resolve("cgroup.controllers")).contains("pids")
        || !read(group.resolve("cgroup.procs")).strip().equals(self)) {
      return false;
    }
    try {
      Path aside = Files.createDirectories(group.resolve(PREFIX + "worker"));
      return write(aside.resolve("cgroup.procs"), self);
    } catch (IOException e) {
      return false;
    }
  }

  /** The group of this process, by controller; the empty name is version 2. */
  private static Optional<Path> own(String controller) {
    return mount(controller)
        .flatMap(mount ->
            read(Path.of("/proc/self/cgroup"))
                .lines()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3)
                .filter(fields -> Arrays.asList(fields[1].split(",")).contains(controller))
                .map(fields -> mount.resolve(fields[2].substring(1)))
                .findFirst());
  }

  private static Optional<Path> mount(String controller) {
    return read(Path.of("/proc/self/mounts"))
        .lines()
        .map(line -> line.split(" "))
        .filter(fields -> fields.length > 3)
        .filter(fields ->
            controller.isEmpty()
                ? fields[2].equals("cgroup2")
                : fields[2].equals("cgroup")
                    && Arrays.asList(fields[3].split(",")).contains(controller))
        .map(fields -> Path.of(fields[1]))
        .findFirst();
  }

  /** Makes one and removes it; also removes what a killed worker left, as far as it is empty. */
  private static boolean works(Path parent, String file, String value) {
    try (Stream<Path> left = Files.list(parent)) {
      left.filter(group -> String.valueOf(group.getFileName()).startsWith(PREFIX))
          .filter(group -> !String.valueOf(group.getFileName()).equals(PREFIX + "worker"))
          .forEach(ControlGroups::removeEmpty);
    } catch (IOException | RuntimeException e) {
      return false;
    }
    ControlGroup first =
        new ControlGroups(List.of(parent), List.of()).create(Unguessable.name(), 1L << 30, 100);
    boolean works =
        first.folders().stream().allMatch(group -> read(group.resolve(file)).startsWith(value))
            && !first.folders().isEmpty()
            && Probe.works(first.around(List.of("/bin/sh", "-c", ENTERED)));
    first.close();
    return works;
  }

  /** A young one may be another worker's that nobody has entered yet. */
  private static void removeEmpty(Path group) {
    try {
      long age = System.currentTimeMillis() - Files.getLastModifiedTime(group).toMillis();
      if (age > YOUNG_MILLIS) {
        Files.deleteIfExists(group);
      }
    } catch (IOException e) {
      // Somebody is in it: another worker's.
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean write(Path file, String text) {
    try {
      Files.writeString(file, text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
