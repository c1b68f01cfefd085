package dev.loopgate.reviews.log;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.Tree;
import dev.loopgate.tlog.TreeEdge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Signs what the sequencer committed, remembers it outside the database, and only then shows it. It
 * keeps the tree that it signed last and lets it grow leaf by leaf itself, so that what it signs is
 * consistent with all that it ever signed, whatever the database says.
 */
public final class Publisher {
  private static final int LEAVES = 4096;

  private final LogKey key;
  private final Memory memory;
  private final TreeStore store;
  private final CheckpointStore checkpoints;
  private final StoredTiles tiles;
  private final Witnesses witnesses;
  private Tree signed = Tree.empty();

  Publisher(
      LogKey key,
      Memory memory,
      TreeStore store,
      CheckpointStore checkpoints,
      StoredTiles tiles,
      Witnesses witnesses) {
    this.witnesses = witnesses;
    this.key = key;
    this.memory = memory;
    this.store = store;
    this.checkpoints = checkpoints;
    this.tiles = tiles;
  }

  /**
   * Signs and shows the newest state of the log, unless it is shown already.
   *
   * @throws ForkException when it is not a continuation of what was published before
   */
  public synchronized void publish() {
    NoteSigner signer = key.load();
    NoteVerifier verifier = new NoteVerifier(signer.key());
    Optional<Checkpoint> remembered = memory.read().map(note -> open(note, verifier));
    Optional<Checkpoint> shown = checkpoints.newest().map(note -> open(note, verifier));
    requireMemory(remembered, shown);
    remembered.ifPresent(this::follow);
    shown.ifPresent(this::follow);
    TreeHead head = store.head();
    grow(head);
    if (isShown(head, remembered) && isShown(head, shown)) {
      return;
    }
    SignedNote note = new Checkpoint(signer.key().name(), head.size(), head.root()).sign(signer);
    SignedNote witnessed = witnesses.cosign(note);
    memory.write(witnessed);
    checkpoints.tryPublish(head.size(), witnessed);
  }

  private static boolean isShown(TreeHead head, Optional<Checkpoint> checkpoint) {
    return checkpoint.filter(c -> c.size() == head.size()).isPresent();
  }

  private static Checkpoint open(SignedNote note, NoteVerifier verifier) {
    try {
      return Checkpoint.parse(note.verifiedBy(verifier));
    } catch (TlogException e) {
      throw new ForkException("a checkpoint of this log is not by its key: " + e.getMessage());
    }
  }

  /** Something was published, so something must be remembered. */
  private void requireMemory(Optional<Checkpoint> remembered, Optional<Checkpoint> shown) {
    if (remembered.isEmpty() && shown.isPresent() && signed.size() == 0) {
      throw new ForkException(
          "a checkpoint of %d entries was published, but the log's memory %s is missing: put the newest checkpoint there that anybody has kept"
              .formatted(shown.orElseThrow().size(), memory.file()));
    }
  }

  /** Continues from a checkpoint that is larger than what this instance signed itself. */
  private void follow(Checkpoint checkpoint) {
    if (checkpoint.size() <= signed.size() && signed.size() > 0) {
      requireRoot(checkpoint, checkpoint.size() == signed.size() ? signed : stored(checkpoint));
      return;
    }
    Tree tree = stored(checkpoint);
    requireRoot(checkpoint, tree);
    signed = tree;
  }

  private Tree stored(Checkpoint checkpoint) {
    long size = store.head().size();
    if (size < checkpoint.size()) {
      throw new ForkException(
          "the database has %d entries of the log, but a checkpoint of %d was published: it is an older backup, and going on from it would fork the log. Restore a newer one"
              .formatted(size, checkpoint.size()));
    }
    try {
      return TreeEdge.of(checkpoint.size(), tiles).tree();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireRoot(Checkpoint checkpoint, Tree tree) {
    if (!tree.root().equals(checkpoint.root())) {
      throw new ForkException(
          "the first %d entries of the log in the database are not those that were published: going on would fork the log. Restore the database that was in use"
              .formatted(checkpoint.size()));
    }
  }

  private void grow(TreeHead head) {
    if (head.size() < signed.size()) {
      throw new ForkException(
          "the database has %d entries of the log, but %d were signed: it is an older backup, and going on from it would fork the log. Restore a newer one"
              .formatted(head.size(), signed.size()));
    }
    Tree tree = signed;
    while (tree.size() < head.size()) {
      int count = (int) Math.min(LEAVES, head.size() - tree.size());
      List<Hash> leaves = store.hashes(0, tree.size(), count);
      if (leaves.size() < count) {
        throw new ForkException("the log in the database has holes after entry " + tree.size());
      }
      tree = tree.append(leaves);
    }
    if (!tree.root().equals(head.root())) {
      throw new ForkException(
          "the tree of %d entries in the database does not continue the one of %d that was signed"
              .formatted(head.size(), signed.size()));
    }
    signed = tree;
  }
}
