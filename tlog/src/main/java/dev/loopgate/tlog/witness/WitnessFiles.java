package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The two files of a witness: its key, and beside it what it has seen. They are made together and
 * belong together.
 *
 * @param memory the key's file name with {@code .seen}
 */
public record WitnessFiles(NoteSigner signer, Path memory) {

  /**
   * Reads them; makes them when neither is there.
   *
   * @param name of a new key
   */
  public static WitnessFiles open(Path key, String name, SecureRandom random) throws IOException {
    Path file = key.toAbsolutePath();
    Path memory = file.resolveSibling(file.getFileName() + ".seen");
    if (Files.exists(file) && !Files.exists(memory)) {
      throw new TlogException(
          memory
              + " is missing: a witness that forgot what it saw must not sign with "
              + file
              + "; put the file back, or begin anew with another key");
    }
    if (!Files.exists(file)) {
      create(file, memory, NoteSigner.generate(name, random));
    }
    return new WitnessFiles(NoteSigner.parse(Files.readString(file)), memory);
  }

  private static void create(Path file, Path memory, NoteSigner signer) throws IOException {
    if (Files.exists(memory)) {
      throw new TlogException(memory + " is there, but its key " + file + " is not");
    }
    Files.createDirectories(file.getParent());
    SeenFile.create(memory);
    Files.createFile(file, secret(file));
    Files.writeString(file, signer.secret() + "\n", StandardOpenOption.WRITE);
  }

  private static FileAttribute<?>[] secret(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
