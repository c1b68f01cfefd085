package dev.loopgate.worker.layout;

import dev.loopgate.wire.path.Globs;
import dev.loopgate.worker.flag.Flags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files with nothing in them where a candidate's workspace would have sealed ones. A stage has no
 * reason to open them; one that does moves their access time. They look long unread, because most
 * file systems note a reading only then.
 */
public final class Baits {
  private static final String CONTENT = "This path is sealed; reading it is recorded.\n";
  private static final List<String> NAMES = List.of("README", "labels.csv", "seeds.txt");
  private static final Duration AGE = Duration.ofHours(1);
  private static final LinkOption[] AS_IT_IS = {LinkOption.NOFOLLOW_LINKS};

  private final Path workspace;
  private final List<Bait> baits = new ArrayList<>();

  private record Bait(String path, @Nullable Object file, FileTime read, Object changed) {}

  private Baits(Path workspace) {
    this.workspace = workspace;
  }

  /** Lays them; {@link #age} is called when nobody but the stage will read them any more. */
  public static Baits lay(Path workspace, List<String> sealed) throws IOException {
    Baits baits = new Baits(workspace);
    for (String path : sealed.stream().flatMap(glob -> paths(glob).stream()).distinct().toList()) {
      baits.lay(path);
    }
    return baits;
  }

  /** Paths that a glob certainly matches; none when its first folder is a wildcard. */
  static List<String> paths(String glob) {
    if (!glob.contains("*") && !glob.contains("?") && !glob.endsWith("/")) {
      return List.of(glob);
    }
    int wildcard = glob.replace('?', '*').indexOf('*');
    String plain = wildcard < 0 ? glob : glob.substring(0, wildcard);
    String folder = plain.substring(0, plain.lastIndexOf('/') + 1);
    Globs pattern = Globs.of(List.of(glob));
    String suffix = glob.substring(glob.lastIndexOf('*') + 1);
    return folder.isEmpty()
        ? List.of()
        : NAMES.stream()
            .flatMap(name -> List.of(folder + name, folder + name + suffix).stream())
            .filter(pattern::match)
            .distinct()
            .toList();
  }

  private void lay(String path) throws IOException {
    try {
      Path file = SafePath.resolve(workspace, path);
      if (Files.notExists(file, AS_IT_IS)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, CONTENT);
        baits.add(new Bait(path, null, FileTime.fromMillis(0), ""));
      }
    } catch (BadInputException e) {
      // A glob that leads elsewhere seals nothing in here.
    }
  }

  /** Makes them look unread. */
  public void age() throws IOException {
    baits.replaceAll(bait -> aged(bait.path()));
  }

  private Bait aged(String path) {
    try {
      Path file = workspace.resolve(path);
      FileTime written = Files.getLastModifiedTime(file, AS_IT_IS);
      FileTime read = FileTime.from(written.toInstant().minus(AGE));
      view(file).setTimes(written, read, null);
      BasicFileAttributes now = view(file).readAttributes();
      return new Bait(path, now.fileKey(), now.lastAccessTime(), changed(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Raises a flag for each one that was read, before anybody else reads it. */
  public void check(Flags flags) {
    for (Bait bait : baits) {
      String seen = seen(bait);
      if (!seen.isEmpty()) {
        flags.raise(Flags.SEALED_PATH_READ, bait.path() + " " + seen);
      }
    }
  }

  /** One that is not there any more is a write, which is told from the changes. */
  private String seen(Bait bait) {
    Path file = workspace.resolve(bait.path());
    try {
      BasicFileAttributes now = view(file).readAttributes();
      if (!String.valueOf(now.fileKey()).equals(String.valueOf(bait.file()))) {
        return "";
      }
      if (!now.lastAccessTime().equals(bait.read())) {
        return "was read at " + now.lastAccessTime();
      }
      return changed(file).equals(bait.changed()) ? "" : "had its times or rights changed";
    } catch (IOException e) {
      return "";
    }
  }

  private static BasicFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, BasicFileAttributeView.class, AS_IT_IS);
  }

  /** When anything about the file changed last; only the kernel sets that. */
  private static Object changed(Path file) throws IOException {
    try {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:ctime", AS_IT_IS);
      return attributes.getOrDefault("ctime", "");
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return "";
    }
  }

  /** Whether readings leave a trace in this folder. */
  public static boolean workIn(Path folder) throws IOException {
    Path place = Files.createDirectories(folder.resolve(Unguessable.name()));
    try {
      Baits one = lay(place, List.of("bait"));
      one.age();
      Files.readAllBytes(place.resolve("bait"));
      Flags flags = new Flags();
      one.check(flags);
      return flags.raised(Flags.SEALED_PATH_READ);
    } finally {
      Tree.delete(place);
    }
  }
}
