package dev.loopgate.worker.limits;

import dev.loopgate.worker.layout.Unguessable;
import dev.loopgate.worker.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this worker may have control groups for its stages: below its own group, with a controller
 * for processes and, in version 2, one for memory. The kernel then keeps these limits itself.
 *
 * @param parents folders in which a group can be made
 */
public record ControlGroups(List<Path> parents) {
  private static final String PREFIX = "loopgate-";
  private static final long YOUNG_MILLIS = 60_000;
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
  }

  public static ControlGroups here() {
    return Once.HERE;
  }

  public boolean isUsable() {
    return !parents.isEmpty();
  }

  public String detail() {
    return isUsable() ? "groups are made in " + parents : "no group can be made here";
  }

  /** A group for one stage; it holds nothing where none can be made. */
  public ControlGroup create(String name, long memoryBytes, int processes) {
    List<Path> groups = new ArrayList<>();
    for (Path parent : parents) {
      try {
        Path group = Files.createDirectory(parent.resolve(PREFIX + name));
        groups.add(group);
        limit(group, memoryBytes, processes);
      } catch (IOException e) {
        // Its limits are then kept by looking, like everywhere without control groups.
      }
    }
    return new ControlGroup(groups);
  }

  private static void limit(Path group, long memoryBytes, int processes) throws IOException {
    Files.writeString(group.resolve("pids.max"), Integer.toString(processes));
    if (Files.exists(group.resolve("memory.max"))) {
      Files.writeString(group.resolve("memory.max"), Long.toString(memoryBytes));
    }
    if (Files.exists(group.resolve("memory.swap.max"))) {
      Files.writeString(group.resolve("memory.swap.max"), "0");
    }
  }

  private static ControlGroups find() {
    return new ControlGroups(
        Stream.of(unified(), own("pids"))
            .flatMap(Optional::stream)
            .filter(ControlGroups::works)
            .limit(1)
            .toList());
  }

  /** Version 2, with the controllers switched on for children. */
  private static Optional<Path> unified() {
    return own("").filter(ControlGroups::hasControllers);
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
  private static boolean works(Path parent) {
    try (Stream<Path> left = Files.list(parent)) {
      left.filter(group -> String.valueOf(group.getFileName()).startsWith(PREFIX))
          .filter(group -> !String.valueOf(group.getFileName()).equals(PREFIX + "worker"))
          .forEach(ControlGroups::removeEmpty);
    } catch (IOException | RuntimeException e) {
      return false;
    }
    ControlGroup first =
        new ControlGroups(List.of(parent)).create(Unguessable.name(), 1L << 30, 100);
    boolean works =
        first.folders().stream()
                .allMatch(group -> read(group.resolve("pids.max")).startsWith("100"))
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
