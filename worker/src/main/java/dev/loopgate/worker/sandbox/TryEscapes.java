package dev.loopgate.worker.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries what a stage must not be able to do, and prints what happened: as a stage, and outside as
 * the control. Together with {@link KernelCalls} it stands alone, because a stage has nothing else
 * of the worker. What it writes is the value that it read, and what it makes it takes away again.
 */
final class TryEscapes {
  static final String INSIDE = "inside";
  static final String LINE = "escape\t";
  static final String COMMAND_LINE = "command line\t";
  static final String DONE = "done";
  static final String REFUSED = "refused";

  private static final List<String> SYSCTLS =
      List.of("/proc/sys/kernel/core_pattern", "/proc/sys/fs/lease-break-time");
  private static final List<String> KERNEL_FILES =
      List.of(
          "/proc/sysrq-trigger", "/proc/irq/default_smp_affinity", "/proc/mtrr", "/proc/scsi/scsi");
  private static final List<String> SETTINGS_OF_DRIVERS =
      List.of(
          "/sys/kernel/uevent_helper",
          "/sys/kernel/profiling",
          "/sys/kernel/mm/transparent_hugepage/enabled",
          "/sys/power/state",
          "/sys/fs/cgroup/cgroup.procs",
          "/sys/fs/cgroup/pids/cgroup.procs");
  private static final List<String> DEVICES =
      List.of("/dev/mem", "/dev/port", "/dev/kmsg", "/dev/fuse", "/dev/kvm", "/dev/loop-control");

  private static final long HERE = -100;
  private static final long CREATE = 0100;
  private static final long SET_LEASE = 1024;
  private static final long NOTIFY = 1026;
  private static final long READER = 0;
  private static final long NOBODY = 2;
  private static final long OF_NEW_FILES = 4;
  private static final long CHARACTER_DEVICE = 0020600;
  private static final long NULL_DEVICE = 0x103;
  private static final long PROCESS_KEYRING = -2;
  private static final long DETACH = 2;
  private static final long REMOUNT_BIND = 0x1020;

  private TryEscapes() {}

  /** The only word says that this is a stage: then more is tried than would be kind outside. */
  public static void main(String[] words) throws IOException {
    boolean inside = List.of(words).contains(INSIDE);
    say("sysctls", SYSCTLS.stream().map(TryEscapes::rewrite), inside, "/proc/sys");
    say("proc", KERNEL_FILES.stream().map(TryEscapes::write), inside, "/proc");
    say("sysfs", SETTINGS_OF_DRIVERS.stream().map(TryEscapes::write), inside, "/sys");
    say("devices", Stream.concat(Stream.of(makeDevice()), DEVICES.stream().map(TryEscapes::read)));
    say("mounts", inside ? Stream.of(mount(), reopen(), uncover()) : Stream.of(mount()));
    say("keys", Stream.of(addKey()));
    say("leases", Stream.of(lease(), notification()));
    if (inside) {
      commandLines();
    }
  }

  private static void say(String name, Stream<String> tries, boolean inside, String all)
      throws IOException {
    say(name, inside ? Stream.concat(tries, Stream.of(writeAnyIn(Path.of(all)))) : tries);
  }

  /** What was done counts; else all refusals are told. */
  private static void say(String name, Stream<String> tries) {
    List<String> outcomes = tries.toList();
    String outcome =
        outcomes.stream()
            .filter(text -> text.startsWith(DONE))
            .findFirst()
            .orElseGet(() -> REFUSED + "\t" + details(outcomes));
    System.out.println(LINE + name + "\t" + outcome.replace('\n', ' '));
  }

  private static String details(List<String> outcomes) {
    return outcomes.stream()
        .map(text -> text.substring(text.indexOf('\t') + 1))
        .collect(Collectors.joining("; "));
  }

  private static String done(String what) {
    return DONE + "\t" + what;
  }

  private static String refused(String what) {
    return REFUSED + "\t" + what;
  }

  private static String refused(String path, IOException e) {
    String why =
        switch (e) {
          case AccessDeniedException _ -> "Permission denied";
          case NoSuchFileException _ -> "not there";
          case FileSystemException fault -> String.valueOf(fault.getReason());
          default -> String.valueOf(e.getMessage());
        };
    return refused(path + ": " + why);
  }

  private static String rewrite(String path) {
    try {
      ByteBuffer value = wholeValue(path);
      try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.WRITE)) {
        file.write(value);
      }
      return done(path + " was written");
    } catch (IOException e) {
      return refused(path, e);
    }
  }

  /** In one reading: the kernel tells some values once, and a part of one would be another. */
  private static ByteBuffer wholeValue(String path) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(1 << 16);
    try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.READ)) {
      file.read(value);
    }
    return value.flip();
  }

  private static String write(String path) {
    return open(path, StandardOpenOption.WRITE, "for writing");
  }

  private static String read(String path) {
    return open(path, StandardOpenOption.READ, "");
  }

  private static String open(String path, StandardOpenOption how, String words) {
    try (FileChannel _ = FileChannel.open(Path.of(path), how)) {
      return done((path + " was opened " + words).strip());
    } catch (IOException e) {
      return refused(path, e);
    }
  }

  /** Without what belongs to processes: each may write its own. */
  private static String writeAnyIn(Path root) throws IOException {
    Walk walk = new Walk();
    Files.walkFileTree(root, walk);
    return walk.open.isEmpty()
        ? refused("nothing in %s can be written".formatted(root))
        : done(walk.open + " was opened for writing");
  }

  /** Ends at the first file that can be written. */
  static final class Walk extends SimpleFileVisitor<Path> {
    private String open = "";

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.toString().matches("/proc/[0-9]+")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isRegularFile() || !write(file.toString()).startsWith(DONE)) {
        return FileVisitResult.CONTINUE;
      }
      open = file.toString();
      return FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static String makeDevice() throws IOException {
    String name = "device";
    long answer = KernelCalls.call(259, 33, HERE, name, CHARACTER_DEVICE, NULL_DEVICE);
    Files.deleteIfExists(Path.of(name));
    return outcome("making a device", answer);
  }

  private static String mount() throws IOException {
    Path place = Files.createDirectories(Path.of("place"));
    long answer = KernelCalls.call(165, 40, "none", place.toString(), "tmpfs", 0, 0);
    if (answer == 0) {
      KernelCalls.call(166, 39, place.toString(), DETACH);
    }
    Files.delete(place);
    return outcome("mounting", answer);
  }

  private static String reopen() {
    long answer = KernelCalls.call(165, 40, "none", "/proc/sys", "none", REMOUNT_BIND, 0);
    return outcome("mounting /proc/sys writable", answer);
  }

  private static String uncover() {
    return outcome("unmounting /proc/sys", KernelCalls.call(166, 39, "/proc/sys", DETACH));
  }

  private static String addKey() {
    return outcome(
        "adding a key", KernelCalls.call(248, 217, "user", "loopgate", "x", 1, PROCESS_KEYRING));
  }

  private static String lease() throws IOException {
    String name = "leased";
    long file = KernelCalls.call(257, 56, HERE, name, CREATE, 0600);
    long answer = KernelCalls.call(72, 25, file, SET_LEASE, READER);
    if (answer == 0) {
      KernelCalls.call(72, 25, file, SET_LEASE, NOBODY);
    }
    Files.deleteIfExists(Path.of(name));
    return outcome("F_SETLEASE", answer);
  }

  private static String notification() {
    long folder = KernelCalls.call(257, 56, HERE, ".", 0, 0);
    return outcome("F_NOTIFY", KernelCalls.call(72, 25, folder, NOTIFY, OF_NEW_FILES));
  }

  private static String outcome(String what, long answer) {
    if (answer >= 0) {
      return done(what);
    }
    String why =
        switch ((int) -answer) {
          case 1 -> "Operation not permitted";
          case 13 -> "Permission denied";
          case 22 -> "Invalid argument";
          case 38 -> "Function not implemented";
          default -> "error " + -answer;
        };
    return refused(what + ": " + why);
  }

  /** All that can be read; whether it names the machine's paths is not for a stage to know. */
  private static void commandLines() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      processes
          .filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .map(TryEscapes::commandLine)
          .forEach(line -> System.out.println(COMMAND_LINE + line));
    }
  }

  private static String commandLine(Path process) {
    try {
      byte[] line = Files.readAllBytes(process.resolve("cmdline"));
      return new String(line, StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x1f]", " ");
    } catch (IOException e) {
      return "";
    }
  }
}
