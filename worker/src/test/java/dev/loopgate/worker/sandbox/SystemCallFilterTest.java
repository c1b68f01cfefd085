package dev.loopgate.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program as the kernel would, for machines that are not at hand as well. */
class SystemCallFilterTest {
  private static final int X86_64 = 0xC000003E;
  private static final int AARCH64 = 0xC00000B7;
  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050026;

  @Test
  void otherArchitecturesHaveNoFilter() {
    assertThat(SystemCallFilter.of("riscv64")).isEmpty();
  }

  @Test
  void whoSpeaksAnotherArchitectureIsEnded() {
    assertThat(verdict("amd64", 0x40000003, 20)).isEqualTo(KILL);
    assertThat(verdict("amd64", X86_64, 0x40000000 + 59)).isEqualTo(KILL);
    assertThat(verdict("aarch64", X86_64, 59)).isEqualTo(KILL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "aarch64"})
  void everyCallOfTheListIsJudged(String architecture) {
    boolean x86 = architecture.equals("amd64");
    int audit = x86 ? X86_64 : AARCH64;
    for (SystemCall call : SystemCall.values()) {
      if (call.number(x86) >= 0) {
        int expected =
            switch (call) {
              case SETTIMEOFDAY, CLOCK_SETTIME -> KILL;
              case CLONE3, OPENAT2 -> ENOSYS;
              case CLONE, FCNTL, IOCTL, OPEN, OPENAT, PERSONALITY, SHMGET -> ALLOW;
              case SOCKET -> 0x00050061;
              default -> EPERM;
            };
        assertThat(verdict(architecture, audit, call.number(x86)))
            .as(call.name())
            .isEqualTo(expected);
      }
    }
    assertThat(verdict(architecture, audit, 463)).isEqualTo(ENOSYS);
    assertThat(verdict(architecture, audit, x86 ? 59 : 221)).as("execve").isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "aarch64"})
  void argumentsDecide(String architecture) {
    boolean x86 = architecture.equals("amd64");
    assertThat(call(x86, SystemCall.CLONE, 0x10000000L | 17)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.CLONE, 17)).isEqualTo(ALLOW);
    assertThat(call(x86, SystemCall.IOCTL, 0, 0x5412)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.IOCTL, 0, 0x1_0000_541CL)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.IOCTL, 0, 0x5401)).isEqualTo(ALLOW);
    assertThat(call(x86, SystemCall.PERSONALITY, 0xffffffffL)).isEqualTo(ALLOW);
    assertThat(call(x86, SystemCall.PERSONALITY, 0x0400000)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.SHMGET, 0, 1L << 32)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.SHMGET, 0, 4_096)).isEqualTo(ALLOW);
    assertThat(call(x86, SystemCall.OPENAT, 0, 0, 0x40000)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.FCNTL, 3, 4, 0x40000)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.FCNTL, 3, 1, 0x40000)).isEqualTo(ALLOW);
    assertThat(call(x86, SystemCall.FCNTL, 3, 1024, 0)).as("F_SETLEASE").isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.FCNTL, 3, 0x1_0000_0400L, 0)).isEqualTo(EPERM);
    assertThat(call(x86, SystemCall.FCNTL, 3, 1026, 4)).as("F_NOTIFY").isEqualTo(EPERM);
    for (int lock : new int[] {5, 6, 7, 36, 37, 38}) {
      assertThat(call(x86, SystemCall.FCNTL, 3, lock, 0)).as("lock").isEqualTo(ALLOW);
    }
    assertThat(call(x86, SystemCall.FCNTL, 3, 1025, 0)).as("F_GETLEASE").isEqualTo(ALLOW);
    for (int family : new int[] {1, 2, 10, 16}) {
      assertThat(call(x86, SystemCall.SOCKET, family)).isEqualTo(ALLOW);
    }
    assertThat(call(x86, SystemCall.SOCKET, 17)).isEqualTo(0x00050061);
  }

  private static int call(boolean x86, SystemCall call, long... arguments) {
    return verdict(x86 ? "amd64" : "aarch64", x86 ? X86_64 : AARCH64, call.number(x86), arguments);
  }

  private static int verdict(String architecture, int audit, int number, long... arguments) {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, number).putInt(4, audit);
    for (int i = 0; i < arguments.length; i++) {
      data.putLong(16 + 8 * i, arguments[i]);
    }
    return run(ByteBuffer.wrap(SystemCallFilter.of(architecture).orElseThrow()), data);
  }

  private static int run(ByteBuffer program, ByteBuffer data) {
    program.order(ByteOrder.nativeOrder());
    int accumulator = 0;
    int at = 0;
    while (true) {
      int code = program.getShort(8 * at);
      int value = program.getInt(8 * at + 4);
      boolean holds =
          switch (code) {
            case 0x15 -> accumulator == value;
            case 0x25 -> Integer.compareUnsigned(accumulator, value) > 0;
            case 0x45 -> (accumulator & value) != 0;
            default -> false;
          };
      if (code == 0x06) {
        return value;
      }
      if (code == 0x20) {
        accumulator = data.getInt(value);
      } else {
        at += program.get(8 * at + (holds ? 2 : 3)) & 0xff;
      }
      at++;
    }
  }
}
