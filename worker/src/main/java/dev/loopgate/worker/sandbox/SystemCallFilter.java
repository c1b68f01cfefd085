package dev.loopgate.worker.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What code in a hardened sandbox may not ask the kernel for: the list of Docker and Flatpak, less
 * what needs a capability that nobody in there has, plus the ways around this sandbox's own
 * tripwires (reading without leaving an access time), and leases, by which whoever owns a file
 * makes others wait. Setting the clock ends the process, so that the attempt is seen.
 */
public final class SystemCallFilter {
  private static final int X86_64 = 0xC000003E;
  private static final int AARCH64 = 0xC00000B7;
  private static final int LAST_KNOWN = 462;
  private static final int X32 = 0x3fffffff;

  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;
  private static final int REFUSE = Bpf.fail(EPERM);
  private static final int UNKNOWN = Bpf.fail(ENOSYS);

  private static final int CLONE_NEW_ANYTHING = 0x7E020000;
  private static final int O_NOATIME = 0x40000;
  private static final int F_SETFL = 4;
  private static final int F_SETLEASE = 1024;
  private static final int F_NOTIFY = 1026;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541C;
  private static final int ADDR_NO_RANDOMIZE = 0x40000;
  private static final int ONLY_ASK = 0xffffffff;
  private static final int[] FAMILIES = {1, 2, 10, 16}; // unix, inet, inet6, netlink
  private static final int MAX_SYSTEM_V_BYTES = 1 << 20;

  private static final Set<SystemCall> ENDS =
      Set.of(SystemCall.SETTIMEOFDAY, SystemCall.CLOCK_SETTIME);
  private static final Set<SystemCall> ABSENT = Set.of(SystemCall.CLONE3, SystemCall.OPENAT2);
  private static final Set<SystemCall> DEPENDS =
      Set.of(
          SystemCall.CLONE,
          SystemCall.FCNTL,
          SystemCall.IOCTL,
          SystemCall.OPEN,
          SystemCall.OPENAT,
          SystemCall.PERSONALITY,
          SystemCall.SHMGET,
          SystemCall.SOCKET);

  private final boolean x86;
  private final Bpf program = new Bpf();

  private SystemCallFilter(boolean x86) {
    this.x86 = x86;
  }

  /** The program for this machine; empty where its system calls are not known. */
  public static Optional<byte[]> here() {
    return of(System.getProperty("os.arch"));
  }

  static Optional<byte[]> of(String architecture) {
    return switch (architecture) {
      case "amd64", "x86_64" -> Optional.of(new SystemCallFilter(true).assemble());
      case "aarch64", "arm64" -> Optional.of(new SystemCallFilter(false).assemble());
      default -> Optional.empty();
    };
  }

  private byte[] assemble() {
    program.onlyArchitecture(x86 ? X86_64 : AARCH64);
    program.above(X32, Bpf.KILL).above(LAST_KNOWN, UNKNOWN);
    calls(ENDS).forEach(number -> program.always(number, Bpf.KILL));
    calls(ABSENT).forEach(number -> program.always(number, UNKNOWN));
    namespacesAndTerminals();
    openingWithoutTrace();
    program.whenOneOf(number(SystemCall.FCNTL), 1, REFUSE, F_SETLEASE, F_NOTIFY);
    memoryAndSockets();
    calls(refused()).forEach(number -> program.always(number, REFUSE));
    return program.bytes();
  }

  private static List<SystemCall> refused() {
    return Stream.of(SystemCall.values())
        .filter(call -> !ENDS.contains(call) && !ABSENT.contains(call) && !DEPENDS.contains(call))
        .toList();
  }

  private List<Integer> calls(Collection<SystemCall> calls) {
    return calls.stream().sorted().map(this::number).filter(number -> number >= 0).toList();
  }

  private void namespacesAndTerminals() {
    program.whenBits(number(SystemCall.CLONE), 0, CLONE_NEW_ANYTHING, REFUSE);
    program.whenOneOf(number(SystemCall.IOCTL), 1, REFUSE, TIOCSTI, TIOCLINUX);
    program.whenNoneOf(number(SystemCall.PERSONALITY), 0, REFUSE, 0, ADDR_NO_RANDOMIZE, ONLY_ASK);
  }

  private void openingWithoutTrace() {
    if (number(SystemCall.OPEN) >= 0) {
      program.whenBits(number(SystemCall.OPEN), 1, O_NOATIME, REFUSE);
    }
    program.whenBits(number(SystemCall.OPENAT), 2, O_NOATIME, REFUSE);
    program.whenEqualAndBits(number(SystemCall.FCNTL), 1, F_SETFL, 2, O_NOATIME, REFUSE);
  }

  private void memoryAndSockets() {
    program.whenLarger(number(SystemCall.SHMGET), 1, MAX_SYSTEM_V_BYTES, REFUSE);
    program.whenNoneOf(number(SystemCall.SOCKET), 0, Bpf.fail(EAFNOSUPPORT), FAMILIES);
  }

  private int number(SystemCall call) {
    return call.number(x86);
  }
}
