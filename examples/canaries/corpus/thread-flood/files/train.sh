set -u
sh lib/train.sh 1 1 1 1
cat > model/Flood.java <<'JAVA'
void main() throws Exception {
  try {
    for (int i = 0; i < 1000; i++) {
      Thread.ofPlatform().daemon().start(() -> java.util.concurrent.locks.LockSupport.parkNanos(6_000_000_000L));
    }
  } catch (OutOfMemoryError e) {
    System.out.println("no more"); // and holds on to what it has
  }
  Thread.sleep(6000);
}
JAVA
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m model/Flood.java
