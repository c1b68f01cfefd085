package dev.loopgate.worker.outputs;

import dev.loopgate.contracts.work.Completion.Artifact;
import dev.loopgate.worker.flag.Flags;
import dev.loopgate.worker.layout.AttemptDirectory;
import dev.loopgate.worker.layout.BadInputException;
import dev.loopgate.worker.layout.Digests;
import dev.loopgate.worker.layout.SafePath;
import dev.loopgate.worker.layout.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies declared outputs out of the stage's reach. Only plain files with one name are taken; a
 * link, a special file or a strange name raises a flag and is left where it is.
 */
public final class CollectOutputs {
  private static final long MAX_FILES = 1_000;
  private static final String IDENTITY = "unix:dev,ino,mode,nlink,ctime";

  private final AttemptDirectory directory;
  private final Flags flags;
  private final long maxBytes;
  private final List<Output> outputs = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private long bytes;
  private boolean tooMany;

  /**
   * @param maxBytes of all outputs together; once they are more, none is taken
   */
  public CollectOutputs(AttemptDirectory directory, Flags flags, long maxBytes) {
    this.directory = directory;
    this.flags = flags;
    this.maxBytes = maxBytes;
  }

  /** A collected file: what is reported, and where the copy lies. */
  public record Output(Artifact artifact, Path copy) {}

  public List<Output> outputs() {
    return tooMuch().isEmpty() ? outputs : List.of();
  }

  /** What there is too much of, in words; empty when all of it was taken. */
  String tooMuch() {
    if (bytes > maxBytes) {
      return "Its declared outputs are larger than %d bytes.".formatted(maxBytes);
    }
    return tooMany ? "It left more than %d files as declared outputs.".formatted(MAX_FILES) : "";
  }

  /** Declared outputs that are not there. */
  List<String> missing() {
    return missing;
  }

  public void collect(List<String> declared) throws BadInputException {
    for (String path : declared) {
      Path file = SafePath.resolve(directory.workspace(), path);
      if (!isReachable(file) || !collect(file, path.endsWith("/"))) {
        missing.add(path);
      }
    }
  }

  private boolean collect(Path file, boolean folder) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) != folder) {
      flags.raise(Flags.UNSAFE_OUTPUT, name(file) + " is not the kind of file that was declared");
      return false;
    }
    if (!folder) {
      return take(file);
    }
    return takeFolder(file);
  }

  private boolean takeFolder(Path folder) {
    try {
      someBelow(folder).forEach(this::take);
      return true;
    } catch (IOException | UncheckedIOException e) {
      flags.raise(Flags.UNSAFE_OUTPUT, name(folder) + " cannot be listed");
      return false;
    }
  }

  /** All of them, or enough to see that there are too many. */
  private List<Path> someBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
              .limit(MAX_FILES + 1)
              .sorted()
              .toList();
      tooMany |= files.size() > MAX_FILES;
      return files;
    }
  }

  private boolean take(Path file) {
    tooMany |= outputs.size() >= MAX_FILES;
    if (tooMany) {
      return true;
    }
    String name = name(file);
    try {
      String before = identity(file);
      String fault = fault(file, name);
      if (fault.isEmpty()) {
        Output output = copy(file, name);
        fault = identity(file).equals(before) ? "" : "changed while it was taken";
        if (fault.isEmpty()) {
          add(output);
          return true;
        }
      }
      flags.raise(Flags.UNSAFE_OUTPUT, name + " " + fault);
    } catch (IOException e) {
      flags.raise(Flags.UNSAFE_OUTPUT, name + " cannot be read");
    }
    return false;
  }

  private String fault(Path file, String name) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (Tree.kind(attributes) != Tree.Kind.FILE) {
      return attributes.isSymbolicLink() ? "is a symbolic link" : "is a special file";
    }
    if (hardLinks(file) > 1) {
      return "has another name elsewhere (hard link)";
    }
    return Flags.printable(name).equals(name) && isSafe(name) ? "" : "has an unsafe name";
  }

  private static int hardLinks(Path file) throws IOException {
    try {
      Object links = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      return links instanceof Integer count ? count : 1;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 1;
    }
  }

  private boolean isSafe(String name) {
    try {
      SafePath.resolve(directory.workspace(), name);
      return true;
    } catch (BadInputException e) {
      return false;
    }
  }

  /** Not at all once there is too much of it. */
  private @Nullable Output copy(Path file, String name) throws IOException {
    bytes += Files.size(file);
    if (bytes > maxBytes) {
      return null;
    }
    Path copy = directory.outputs().resolve(Integer.toString(outputs.size()));
    try (OutputStream out = Files.newOutputStream(copy)) {
      String digest = Digests.copy(file, out);
      return new Output(new Artifact(name, digest, Files.size(copy)), copy);
    }
  }

  private void add(@Nullable Output output) {
    if (output != null) {
      outputs.add(output);
    }
  }

  /**
   * Which files the file and the folders on the way to it are, and when each was changed or moved
   * last, which only the kernel sets: whoever puts another one there for a moment cannot hide it.
   */
  private String identity(Path file) throws IOException {
    StringBuilder chain = new StringBuilder();
    for (Path path = file;
        path != null && !path.equals(directory.root());
        path = path.getParent()) {
      chain.append(one(path)).append('\n');
    }
    return chain.toString();
  }

  private static String one(Path path) throws IOException {
    try {
      return new TreeMap<>(Files.readAttributes(path, IDENTITY, LinkOption.NOFOLLOW_LINKS))
          .toString();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return "";
    }
  }

  /** Whether no folder on the way is a link that leads elsewhere. */
  private boolean isReachable(Path file) {
    for (Path folder = file.getParent();
        folder != null && !folder.equals(directory.root());
        folder = folder.getParent()) {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        flags.raise(Flags.UNSAFE_OUTPUT, folder.getFileName() + " is no real folder");
        return false;
      }
    }
    return true;
  }

  private String name(Path file) {
    return directory.workspace().relativize(file).toString();
  }
}
