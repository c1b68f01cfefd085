package dev.loopgate.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A data directory that an earlier build left behind, with what that build printed of it in {@code
 * printed/}.
 */
final class KeptDataDirectory {
  private static final Path RESOURCES = Path.of("src/test/resources/data-directories");

  private KeptDataDirectory() {}

  /**
   * Lays it out for its owner alone, as the server of the database wants it.
   *
   * @param name of the commit that made it
   */
  static void unpack(String name, Path home) throws IOException {
    try (ZipFile zip = new ZipFile(RESOURCES.resolve(name + ".zip").toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
      for (ZipEntry entry : entries) {
        unpack(zip, entry, home.resolve(entry.getName()).normalize());
      }
    }
    for (String line : Files.readAllLines(home.resolve("duplicates.txt"))) {
      String[] copyAndOriginal = line.split(" ");
      Path copy = home.resolve(copyAndOriginal[0]);
      Files.copy(home.resolve(copyAndOriginal[1]), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    Files.createDirectories(entry.isDirectory() ? target : target.getParent());
    if (!entry.isDirectory()) {
      try (InputStream content = zip.getInputStream(entry)) {
        Files.copy(content, target);
      }
    }
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(entry.isDirectory() ? "rwx------" : "rw-------"));
  }
}
