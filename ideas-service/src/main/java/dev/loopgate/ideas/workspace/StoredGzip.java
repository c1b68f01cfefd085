package dev.loopgate.ideas.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * Writes gzip without compressing. A compressor's output depends on its version; stored blocks are
 * the same bytes on every machine, and a digest of them stays true for good.
 */
final class StoredGzip extends OutputStream {
  private static final int BLOCK = 65_535;
  private static final byte[] HEADER = {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long total;

  StoredGzip(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    crc.update(bytes, offset, length);
    total += length;
    int at = offset;
    while (at < offset + length) {
      if (filled == BLOCK) {
        writeBlock(false);
      }
      int count = Math.min(BLOCK - filled, offset + length - at);
      System.arraycopy(bytes, at, block, filled, count);
      filled += count;
      at += count;
    }
  }

  private void writeBlock(boolean last) throws IOException {
    out.write(last ? 1 : 0);
    littleEndian(filled, 2);
    littleEndian(~filled, 2);
    out.write(block, 0, filled);
    filled = 0;
  }

  private void littleEndian(long value, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)) & 0xFF);
    }
  }

  @Override
  public void close() throws IOException {
    writeBlock(true);
    littleEndian(crc.getValue(), 4);
    littleEndian(total, 4);
    out.close();
  }
}
