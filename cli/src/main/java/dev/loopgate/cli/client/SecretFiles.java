package dev.loopgate.cli.client;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that nobody but their owner may read, from the first byte on. */
public final class SecretFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private SecretFiles() {}

  /** Makes the directory and what is above it; an existing one loses the access of others. */
  public static Path directory(Path directory) throws IOException {
    Files.createDirectories(directory, only(DIRECTORY));
    if (isPosix()) {
      Files.setPosixFilePermissions(directory, DIRECTORY);
    }
    return directory;
  }

  /** Replaces a file as a whole: readers see the old or the new content, never a part. */
  public static void write(Path file, String content) throws IOException {
    Path draft = Files.createTempFile(file.getParent(), file.getFileName() + ".", "", only(FILE));
    Files.writeString(draft, content);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
