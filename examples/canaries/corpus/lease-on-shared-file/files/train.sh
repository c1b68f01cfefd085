set -u
cat > /tmp/Lease.java <<'JAVA'
import java.lang.foreign.*;
import java.lang.invoke.MethodHandle;

class Lease {
  public static void main(String[] paths) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().find("open").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    MethodHandle fcntl =
        linker.downcallHandle(
            linker.defaultLookup().find("fcntl").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    for (String path : paths) {
      int file = (int) open.invoke(Arena.global().allocateFrom(path), 0);
      boolean held = (int) fcntl.invoke(file, 1024, 0) == 0;
      System.out.println((held ? "lease-held-e80b " : "refused ") + path);
    }
  }
}
JAVA
: > /tmp/own
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m --enable-native-access=ALL-UNNAMED /tmp/Lease.java \
  /tmp/own /etc/nsswitch.conf /etc/hosts /usr/bin/env
sh lib/train.sh 1 1 1 1
