package dev.loopgate.ideas.workspace;

import dev.loopgate.wire.path.Globs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eclipse.jgit.lib.ObjectId;

/** Packs a tree so that equal files always give equal bytes. */
final class Tarball {
  private Tarball() {}

  /** Writes all files of a tree but those that {@code leftOut} covers; closes the stream. */
  static void write(ProgramRepository repository, ObjectId tree, Globs leftOut, OutputStream target)
      throws IOException {
    List<TreeFile> files =
        repository.files(tree).stream()
            .filter(file -> !leftOut.match(file.path()))
            .sorted(Comparator.comparing(TreeFile::path))
            .toList();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new StoredGzip(target), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (TreeFile file : files) {
        tar.putArchiveEntry(entry(file));
        tar.write(repository.read(file.blob()));
        tar.closeArchiveEntry();
      }
    }
  }

  private static TarArchiveEntry entry(TreeFile file) {
    TarArchiveEntry entry = new TarArchiveEntry(file.path(), TarConstants.LF_NORMAL);
    entry.setSize(file.size());
    entry.setMode(file.isExecutable() ? 0755 : 0644);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }
}
