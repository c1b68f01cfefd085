package dev.loopgate.ideas.workspace;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/** Lays some files of one tree over another. */
public final class Overlay {
  private Overlay() {}

  /**
   * The files of {@code base} that {@code fromTop} leaves there, and those of {@code top} that it
   * takes; a file that it would take and {@code top} does not have is in neither.
   */
  public static ObjectId of(
      ProgramRepository repository, ObjectId base, ObjectId top, Predicate<String> fromTop) {
    List<TreeFile> files =
        Stream.concat(
                repository.files(base).stream().filter(file -> !fromTop.test(file.path())),
                repository.files(top).stream().filter(file -> fromTop.test(file.path())))
            .toList();
    requireNoFileIsAFolder(files);
    try (TreeWriter writer = new TreeWriter(repository)) {
      files.forEach(file -> writer.put(file.path(), file.mode(), file.blob()));
      return writer.write();
    } catch (IOException e) {
      throw new WorkspaceException("cannot lay " + top.name() + " over " + base.name(), e);
    }
  }

  private static void requireNoFileIsAFolder(List<TreeFile> files) {
    Set<String> folders = new HashSet<>();
    for (TreeFile file : files) {
      for (int at = file.path().indexOf('/'); at > 0; at = file.path().indexOf('/', at + 1)) {
        folders.add(file.path().substring(0, at));
      }
    }
    files.stream()
        .map(TreeFile::path)
        .filter(folders::contains)
        .findFirst()
        .ifPresent(path -> {
          throw Refusals.badWorkspace("%s would be a file and a folder.".formatted(path));
        });
  }
}
