package dev.loopgate.bench.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;

/** What a commit cannot be faster than: appending a page and waiting until the disk has it. */
final class DurableWrites {
  private static final int WRITES = 500;
  private static final int PAGE = 4096;

  private DurableWrites() {}

  static Spread measure(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "durable", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      LongStream.Builder times = LongStream.builder();
      for (int i = 0; i < WRITES; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE));
        channel.force(false);
        times.add(System.nanoTime() - start);
      }
      return Spread.of(times.build());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
