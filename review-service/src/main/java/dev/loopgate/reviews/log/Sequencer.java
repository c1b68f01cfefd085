package dev.loopgate.reviews.log;

import dev.loopgate.chassis.feed.FeedStore;
import dev.loopgate.chassis.feed.Transactions;
import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.Tile;
import dev.loopgate.tlog.TilePath;
import dev.loopgate.tlog.TreeEdge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives entries their indexes, batch by batch, and tells what was waiting for that in the same
 * transaction. However many instances run, the one that holds the head of the tree does it.
 */
@ApplicationScoped
public class Sequencer {
  private static final int BATCH = 500;

  private final PendingStore pending;
  private final TreeStore tree;
  private final StoredTiles tiles;
  private final FeedStore feed;
  private final Transactions transactions;
  private volatile @Nullable TreeEdge edge;

  @Inject
  Sequencer(PendingStore pending, TreeStore tree, StoredTiles tiles, FeedStore feed) {
    this(pending, tree, tiles, feed, Transactions.ofContainer());
  }

  /** With transactions of another kind than the container's. */
  public Sequencer(
      PendingStore pending,
      TreeStore tree,
      StoredTiles tiles,
      FeedStore feed,
      Transactions transactions) {
    this.pending = pending;
    this.tree = tree;
    this.tiles = tiles;
    this.feed = feed;
    this.transactions = transactions;
  }

  /** Sequences until nothing waits any more; false when nothing did. */
  public boolean sequenceAll() {
    boolean any = false;
    while (!pending.isEmpty()) {
      any |= transactions.run(this::sequenceBatch);
    }
    return any;
  }

  private boolean sequenceBatch() {
    TreeHead head = tree.lock();
    List<PendingEntry> batch = pending.oldest(BATCH);
    if (batch.isEmpty()) {
      return true; // another instance was faster
    }
    List<Hash> leaves = batch.stream().map(PendingEntry::hash).toList();
    TreeEdge.Growth growth = edgeOf(head).append(leaves);
    tree.addLeaves(head.size(), batch, leaves);
    growth.tiles().stream()
        .filter(tile -> tile.path().level() > 0)
        .forEach(tile -> addNodes(head.size(), tile));
    tree.move(new TreeHead(growth.edge().size(), growth.edge().root()));
    pending.remove(batch);
    announce(head.size(), batch);
    edge = growth.edge();
    return true;
  }

  /** What this instance has in mind may be what was rolled back, or what another one outgrew. */
  private TreeEdge edgeOf(TreeHead head) {
    TreeEdge known = edge;
    if (known != null && known.size() == head.size() && known.root().equals(head.root())) {
      return known;
    }
    TreeEdge stored = stored(head.size());
    if (!stored.root().equals(head.root())) {
      throw new ForkException(
          "the tree of %d entries in the database has not the root that was committed with it"
              .formatted(head.size()));
    }
    return stored;
  }

  private TreeEdge stored(long size) {
    try {
      return TreeEdge.of(size, tiles);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A partial tile begins with hashes that are there already. */
  private void addNodes(long oldSize, Tile tile) {
    int level = tile.path().level();
    long first = tile.path().index() * TilePath.FULL;
    int known = (int) Math.clamp((oldSize >> (8 * level)) - first, 0L, tile.hashes().size());
    tree.addNodes(level, first + known, tile.hashes().subList(known, tile.hashes().size()));
  }

  private void announce(long first, List<PendingEntry> batch) {
    Map<UUID, Long> indexes = new HashMap<>();
    for (PendingEntry entry : batch) {
      indexes.put(entry.id(), first + indexes.size());
    }
    for (PendingAnnouncement announcement : pending.announcements(batch)) {
      long index = indexes.getOrDefault(announcement.entryId(), -1L);
      feed.append(
          announcement.type(),
          announcement.subject(),
          announcement.programId(),
          announcement.dataAt(index));
    }
  }
}
