package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.DirectoryTiles;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies a log into a directory that any verifier reads. What is there already is not fetched
 * again; nothing is called an export before all of it was verified; and each checkpoint that was
 * exported is kept, so that a log that is forked later is found out.
 */
public final class ExportLog {
  private static final String CHECKPOINTS = "checkpoints";

  private final TileReader source;
  private final TrustedKeys keys;
  private final Path directory;

  public ExportLog(TileReader source, TrustedKeys keys, Path directory) {
    this.source = source;
    this.keys = keys;
    this.directory = directory;
  }

  /**
   * Fetches and verifies everything.
   *
   * @return what is wrong leaves the earlier checkpoint in place
   */
  public Report run() throws IOException {
    Optional<byte[]> bytes = source.read(TileReader.CHECKPOINT);
    if (bytes.isEmpty()) {
      return Report.unbelievable("is missing");
    }
    try {
      SignedNote note = SignedNote.parse(bytes.get());
      return export(note, keys.open(note));
    } catch (TlogException e) {
      return Report.unbelievable(String.valueOf(e.getMessage()));
    }
  }

  private Report export(SignedNote note, Checkpoint checkpoint) throws IOException {
    Optional<Finding> forked = forked(checkpoint);
    if (forked.isPresent()) {
      return new Report(Optional.of(checkpoint), List.of(), List.of(forked.get()));
    }
    fetch(checkpoint.size());
    VerifyLog verify = new VerifyLog(with(note), keys);
    Report report = verify.run();
    if (!report.isGood()) { // files of an earlier, interrupted export may be broken
      removeBroken(report);
      fetch(checkpoint.size());
      report = verify.run();
    }
    if (report.isGood()) {
      keep(note, checkpoint);
    }
    return report;
  }

  private void removeBroken(Report report) throws IOException {
    for (Finding finding : report.findings()) {
      if (!finding.file().equals(TileReader.CHECKPOINT)) {
        Files.deleteIfExists(directory.resolve(finding.file()));
      }
    }
  }

  /** Whether what was exported before is not how the log begins now. */
  private Optional<Finding> forked(Checkpoint checkpoint) throws IOException {
    Optional<byte[]> before = new DirectoryTiles(directory).read(TileReader.CHECKPOINT);
    return before.isEmpty()
        ? Optional.empty()
        : new VerifyLog(source, keys).since(SignedNote.parse(before.get()), checkpoint);
  }

  private TileReader with(SignedNote note) {
    DirectoryTiles files = new DirectoryTiles(directory);
    return path ->
        path.equals(TileReader.CHECKPOINT) ? Optional.of(note.bytes()) : files.read(path);
  }

  private void fetch(long size) throws IOException {
    List<TilePath> paths = TilePath.allOf(size);
    InParallel.inOrder(paths.size(), index -> fetch(paths.get((int) index)), _ -> {});
  }

  private TilePath fetch(TilePath path) throws IOException {
    Path file = directory.resolve(path.toString());
    if (!Files.exists(file)) {
      byte[] bytes = path.isEntries() ? source.bundle(path).bytes() : source.tile(path).bytes();
      write(file, bytes);
    }
    return path;
  }

  /** Every checkpoint that was kept beside a log when it was exported; none beside another. */
  public static List<Path> kept(Path log) throws IOException {
    Path directory = log.resolve(CHECKPOINTS);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private void keep(SignedNote note, Checkpoint checkpoint) throws IOException {
    write(directory.resolve(CHECKPOINTS).resolve(Long.toString(checkpoint.size())), note.bytes());
    write(directory.resolve(TileReader.CHECKPOINT), note.bytes());
    for (TilePath path : TilePath.allOf(checkpoint.size())) {
      removeNarrower(path);
    }
  }

  /** Partial tiles of smaller trees, which the wider one at their place holds, too. */
  private void removeNarrower(TilePath path) throws IOException {
    Path folder = directory.resolve(path.full() + ".p");
    for (int width = 1; Files.isDirectory(folder) && width < path.width(); width++) {
      Files.deleteIfExists(folder.resolve(Integer.toString(width)));
    }
    if (!path.isPartial()) {
      Files.deleteIfExists(folder);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".draft");
    Files.write(draft, bytes);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
