package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.NoteKey;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.TrustedKeys;
import dev.loopgate.tlog.VerifiedTiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks a whole log: the signatures of its checkpoint, every entry against the tiles, every tile
 * byte for byte against what lies below it, and the root that comes of the entries against the one
 * that was signed. Says which file and which entry is wrong.
 */
public final class VerifyLog {
  private final TileReader reader;
  private final TrustedKeys keys;

  public VerifyLog(TileReader reader, TrustedKeys keys) {
    this.reader = reader;
    this.keys = keys;
  }

  /**
   * Reads and checks everything.
   *
   * @throws IOException when the log cannot be read, which says nothing about it
   */
  public Report run() throws IOException {
    Optional<byte[]> file = reader.read(TileReader.CHECKPOINT);
    if (file.isEmpty()) {
      return Report.unbelievable("is missing");
    }
    try {
      SignedNote note = SignedNote.parse(file.get());
      Checkpoint checkpoint = keys.open(note);
      List<NoteKey> signers =
          Stream.concat(Stream.of(keys.log()), keys.witnesses().stream())
              .map(NoteVerifier::key)
              .toList();
      return new Report(Optional.of(checkpoint), signers, check(checkpoint));
    } catch (TlogException e) {
      return Report.unbelievable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether the log begins with what an older checkpoint says.
   *
   * @param file holds the older one, which was kept
   */
  public Optional<Finding> since(Path file, Checkpoint newer) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return since(SignedNote.parse(bytes), newer)
          .map(found -> new Finding(file.getFileName().toString(), found.detail()));
    } catch (TlogException e) {
      return Optional.of(
          new Finding(file.getFileName().toString(), String.valueOf(e.getMessage())));
    }
  }

  /**
   * Checks that this log begins with what an older checkpoint of it said.
   *
   * @param older a checkpoint that was kept; its signatures are checked, too
   * @param newer the checkpoint that {@link #run} found good
   * @return what is wrong, or nothing
   */
  public Optional<Finding> since(SignedNote older, Checkpoint newer) throws IOException {
    try {
      Checkpoint before = keys.open(older);
      if (before.size() > newer.size()) {
        return wrong(
            "has " + newer.size() + " entries, but once had " + before.size() + ": cut or forked");
      }
      boolean begins =
          new VerifiedTiles(reader, newer.size(), newer.root())
              .consistency(before.size())
              .proves(before.root(), newer.root());
      return begins
          ? Optional.empty()
          : wrong("does not begin with the " + before.size() + " entries of the older one: forked");
    } catch (TlogException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Finding> wrong(String detail) {
    return Optional.of(new Finding(TileReader.CHECKPOINT, detail));
  }

  private List<Finding> check(Checkpoint checkpoint) throws IOException {
    LeafLevel leaves = LeafLevel.read(reader, checkpoint.size());
    List<Finding> findings = new ArrayList<>(leaves.unreadable());
    if (leaves.root(checkpoint.size()).equals(checkpoint.root())) {
      leaves.differing().forEach(tile -> findings.add(tile.blamingTheTile()));
      findings.addAll(UpperTiles.compare(reader, checkpoint.size(), leaves.roots()));
      return findings;
    }
    findings.addAll(Blame.find(reader, checkpoint, leaves));
    return findings;
  }
}
