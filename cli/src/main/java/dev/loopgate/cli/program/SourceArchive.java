package dev.loopgate.cli.program;

import dev.loopgate.cli.client.Refusal;
import dev.loopgate.wire.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A directory as a tar.gz whose bytes depend on nothing but names, contents and the executable bit,
 * so that the same files have the same digest on every machine.
 */
final class SourceArchive {
  private static final Set<String> LEFT_OUT = Set.of(".git", ".loopgate", "target");
  private static final int EXECUTABLE = 0100755;
  private static final int PLAIN = 0100644;

  private SourceArchive() {}

  /** Writes the archive and returns its digest. */
  static String write(Path directory, Path archive) throws IOException {
    MessageDigest digest = Json.sha256();
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        OutputStream digested = new DigestOutputStream(file, digest);
        OutputStream zipped = new GZIPOutputStream(digested);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(zipped, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (Path source : files(directory)) {
        add(tar, name(directory, source), source);
      }
    }
    return Json.digestOfHash(digest.digest());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(path -> !isLeftOut(directory.relativize(path)))
          .peek(SourceArchive::refuseLinks)
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(path -> name(directory, path)))
          .toList();
    }
  }

  private static boolean isLeftOut(Path relative) {
    return LEFT_OUT.contains(relative.getName(0).toString())
        || Stream.iterate(0, i -> i < relative.getNameCount(), i -> i + 1)
            .anyMatch(i -> relative.getName(i).toString().equals(".git"));
  }

  private static void refuseLinks(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new Refusal(
          path + " is a symbolic link; a workspace holds plain files only",
          "replace the link by a copy of what it points at");
    }
  }

  private static String name(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  private static void add(TarArchiveOutputStream tar, String name, Path source) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(source));
    entry.setMode(Files.isExecutable(source) ? EXECUTABLE : PLAIN);
    entry.setModTime(0L);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    Files.copy(source, tar);
    tar.closeArchiveEntry();
  }
}
