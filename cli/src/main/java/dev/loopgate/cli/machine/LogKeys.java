package dev.loopgate.cli.machine;

import dev.loopgate.cli.client.SecretFiles;
import dev.loopgate.tlog.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key that signs this machine's log, made once: its secret half, and the half for everybody.
 */
final class LogKeys {
  private static final int NAME_BYTES = 4;

  private final Path directory;
  private final SecureRandom random;

  LogKeys(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /** The file with the secret half, which is made when there is none. */
  Path secret() throws IOException {
    Path file = directory.resolve("log.key");
    if (!Files.exists(file)) {
      create(file);
    }
    return file;
  }

  /** Where the service remembers what it signed; lost with the keys and not with the database. */
  Path memory() {
    return directory.resolve("log.memory");
  }

  private void create(Path file) throws IOException {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    NoteSigner signer =
        NoteSigner.generate("loopgate.local/" + HexFormat.of().formatHex(name), random);
    SecretFiles.write(directory.resolve("log.vkey"), signer.key() + "\n");
    SecretFiles.write(file, signer.secret() + "\n");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }
  }
}
