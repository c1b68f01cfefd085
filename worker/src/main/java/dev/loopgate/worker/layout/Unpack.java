package dev.loopgate.worker.layout;

import dev.loopgate.worker.flag.Flags;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a workspace tarball. Only plain files and folders below the target are allowed: a link, a
 * device or a path that leads elsewhere ends it, because nothing that Loopgate packs has one.
 */
final class Unpack {
  private static final int MAX_ENTRIES = 50_000;
  private static final long MAX_BYTES = 2L << 30;

  private final Path target;
  private int entries;
  private long bytes;

  private Unpack(Path target) {
    this.target = target;
  }

  /** {@code target} exists and is empty. */
  static void into(Path target, Path tarball) throws BadInputException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file), "UTF-8")) {
      new Unpack(target).all(tar);
    } catch (FileAlreadyExistsException e) {
      throw new BadInputException("the tarball has an entry twice: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException("the tarball cannot be unpacked: " + e.getMessage());
    }
  }

  private void all(TarArchiveInputStream tar) throws IOException, BadInputException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (++entries > MAX_ENTRIES) {
        throw new BadInputException("the tarball has more than " + MAX_ENTRIES + " entries");
      }
      one(tar, entry);
    }
  }

  private void one(TarArchiveInputStream tar, TarArchiveEntry entry)
      throws IOException, BadInputException {
    if (entry.isDirectory() && (entry.getName().equals("./") || entry.getName().equals("."))) {
      return;
    }
    Path path = SafePath.resolve(target, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (isPlainFile(entry)) {
      file(tar, entry, path);
    } else {
      throw new BadInputException(
          "the tarball has a link or special file: " + Flags.printable(entry.getName()));
    }
  }

  private static boolean isPlainFile(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && !entry.isSparse()
        && !entry.isFIFO()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice();
  }

  private void file(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException, BadInputException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
      copy(tar, out);
    }
    if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, true)) {
      throw new IOException("cannot make " + path + " executable");
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException, BadInputException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      bytes += read;
      if (bytes > MAX_BYTES) {
        throw new BadInputException("the tarball unpacks to more than " + MAX_BYTES + " bytes");
      }
    }
  }
}
