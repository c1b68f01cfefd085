package dev.loopgate.worker.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Asks the kernel directly for what no Java method and no common program asks for. */
final class KernelCalls {
  private static final boolean X86 = System.getProperty("os.arch").matches("amd64|x86_64");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final String ERRNO = "errno";
  private static final MethodHandle SYSCALL = syscall();

  private KernelCalls() {}

  /**
   * What the kernel returned, or the negative number of its error. Words become addresses, numbers
   * stay what they are.
   *
   * @param x86 the call's number on x86_64
   * @param arm the call's number on aarch64
   */
  static long call(int x86, int arm, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      long[] words = new long[5];
      for (int i = 0; i < arguments.length; i++) {
        words[i] =
            arguments[i] instanceof String text
                ? arena.allocateFrom(text).address()
                : ((Number) arguments[i]).longValue();
      }
      MemorySegment state = arena.allocate(STATE);
      long answer =
          (long)
              SYSCALL.invokeExact(
                  state,
                  (long) (X86 ? x86 : arm),
                  words[0],
                  words[1],
                  words[2],
                  words[3],
                  words[4]);
      return answer < 0 ? -errno(state) : answer;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long errno(MemorySegment state) {
    return state.get(
        ValueLayout.JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement(ERRNO)));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle syscall() {
    ValueLayout.OfLong number = ValueLayout.JAVA_LONG;
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("syscall").orElseThrow(),
        FunctionDescriptor.of(number, number, number, number, number, number, number),
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState(ERRNO));
  }
}
