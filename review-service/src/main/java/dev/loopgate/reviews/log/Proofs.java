package dev.loopgate.reviews.log;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TlogProof;
import dev.loopgate.tlog.VerifiedTiles;
import dev.loopgate.wire.problem.ProblemException;
import dev.loopgate.wire.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Proofs that stand on their own: whoever has one needs nothing of this service to check it. */
@ApplicationScoped
public class Proofs {
  static final ProblemType NOT_YET =
      new ProblemType("not-logged-yet", 409, "The log does not prove it yet");

  private final CheckpointStore checkpoints;
  private final StoredTiles tiles;
  private final TreeStore tree;

  @Inject
  public Proofs(CheckpointStore checkpoints, StoredTiles tiles, TreeStore tree) {
    this.tree = tree;
    this.checkpoints = checkpoints;
    this.tiles = tiles;
  }

  /**
   * The proof that an entry is in the log of the newest checkpoint.
   *
   * @param index null when the entry has none yet
   * @throws ProblemException 409 when the newest checkpoint does not cover the entry
   */
  public TlogProof of(@Nullable Long index) {
    SignedNote note = checkpoints.newest().orElseThrow(Proofs::notYet);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (index == null || index >= checkpoint.size()) {
      throw notYet();
    }
    try {
      VerifiedTiles verified = new VerifiedTiles(tiles, checkpoint.size(), checkpoint.root());
      return TlogProof.of(verified.inclusion(index), note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entry as it was hashed, for one that has a proof. */
  public String leaf(long index) {
    return new String(tree.entries(index, 1).getFirst(), StandardCharsets.UTF_8);
  }

  private static ProblemException notYet() {
    return new ProblemException(
        NOT_YET, "No checkpoint covers the entry yet. Ask again in a second.");
  }
}
