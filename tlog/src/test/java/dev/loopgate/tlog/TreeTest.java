package dev.loopgate.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
  private final Random random = new Random(20261126);

  private static List<Hash> leaves(int size) {
    return IntStream.range(0, size).mapToObj(i -> Hashes.leaf(MemoryLog.entry(i))).toList();
  }

  private static Hash sub(List<Hash> leaves, Range range) {
    return Naive.root(leaves.subList((int) range.start(), (int) range.end()));
  }

  @Test
  void everyProofOfASmallTreeIsWhatTheStandardSays() {
    for (int size = 1; size <= 40; size++) {
      List<Hash> leaves = leaves(size);
      Hash root = Naive.root(leaves);
      for (int i = 0; i < size; i++) {
        InclusionProof proof = InclusionProof.make(i, size, range -> sub(leaves, range));
        assertThat(proof.hashes()).isEqualTo(Naive.path(i, leaves));
        assertThat(proof.proves(leaves.get(i), root)).isTrue();
        assertThat(proof.proves(leaves.get((i + 1) % size), root)).isEqualTo(size == 1);
      }
      for (int old = 1; old <= size; old++) {
        ConsistencyProof proof = ConsistencyProof.make(old, size, range -> sub(leaves, range));
        assertThat(proof.hashes()).isEqualTo(Naive.consistency(old, leaves));
        assertThat(proof.proves(Naive.root(leaves.subList(0, old)), root)).isTrue();
        assertThat(proof.proves(Hashes.leaf(new byte[0]), root)).isFalse();
        assertThat(proof.proves(Naive.root(leaves.subList(0, old)), Hashes.EMPTY_ROOT)).isFalse();
      }
    }
  }

  @Test
  void aProofWithAChangedMissingOrExtraHashProvesNothing() {
    List<Hash> leaves = leaves(37);
    Hash root = Naive.root(leaves);
    InclusionProof proof = InclusionProof.make(20, 37, range -> sub(leaves, range));
    ConsistencyProof older = ConsistencyProof.make(21, 37, range -> sub(leaves, range));
    Hash oldRoot = Naive.root(leaves.subList(0, 21));
    for (List<Hash> wrong : spoilt(proof.hashes())) {
      assertThat(new InclusionProof(20, 37, wrong).proves(leaves.get(20), root)).isFalse();
    }
    for (List<Hash> wrong : spoilt(older.hashes())) {
      assertThat(new ConsistencyProof(21, 37, wrong).proves(oldRoot, root)).isFalse();
    }
  }

  private static List<List<Hash>> spoilt(List<Hash> hashes) {
    List<List<Hash>> spoilt = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      List<Hash> changed = new ArrayList<>(hashes);
      changed.set(i, Hashes.leaf(new byte[] {1}));
      spoilt.add(changed);
      List<Hash> shorter = new ArrayList<>(hashes);
      shorter.remove(i);
      spoilt.add(shorter);
      List<Hash> longer = new ArrayList<>(hashes);
      longer.add(i, hashes.get(i));
      spoilt.add(longer);
    }
    return spoilt;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000})
  void growingInRandomBatchesGivesTheRootAndTheTilesOfGrowingAtOnce(int size) throws IOException {
    MemoryLog atOnce = MemoryLog.of(size);
    MemoryLog batches = new MemoryLog();
    Tree tree = Tree.empty();
    List<Hash> leaves = leaves(size);
    for (int done = 0; done < size; ) {
      int end = Math.min(size, done + 1 + random.nextInt(1 + size / 3));
      batches.append(MemoryLog.entries(done, end));
      tree = tree.append(leaves.subList(done, end));
      assertThat(batches.edge().tree()).isEqualTo(tree);
      done = end;
    }
    Hash root = Naive.root(leaves);
    assertThat(atOnce.edge().root()).isEqualTo(root);
    assertThat(batches.edge().root()).isEqualTo(root);
    assertThat(new Tree(size, tree.frontier()).root()).isEqualTo(root);
    assertThat(LogEdge.of(size, batches).root()).isEqualTo(root);
    assertThat(atOnce.files.keySet())
        .containsExactlyInAnyOrderElementsOf(
            TilePath.allOf(size).stream().map(TilePath::toString).toList());
    atOnce.files.forEach((path, bytes) -> assertThat(batches.file(path)).isEqualTo(bytes));
  }

  @Test
  void tilesHoldTheRootsOfWholeSubtreesAndPartialOnesAreNeverHashedUpwards() {
    List<Hash> leaves = leaves(70_000);
    MemoryLog log = MemoryLog.of(70_000);
    assertThat(TilePath.allOf(70_000).stream().filter(path -> path.level() == 0)).hasSize(274);
    assertThat(log.files).containsKeys("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
    Tile second = Tile.parse(TilePath.parse("tile/1/001.p/17"), log.file("tile/1/001.p/17"));
    assertThat(second.hashes().get(16)).isEqualTo(Naive.root(leaves.subList(272 * 256, 273 * 256)));
    Tile third = Tile.parse(TilePath.parse("tile/2/000.p/1"), log.file("tile/2/000.p/1"));
    assertThat(third.hashes()).containsExactly(Naive.root(leaves.subList(0, 65_536)));
  }

  @Test
  void aFullTileIsFollowedByOneHashAtTheNextLevelAndNeverByAnEmptyTile() {
    assertThat(MemoryLog.of(256).files.keySet())
        .containsExactlyInAnyOrder("tile/entries/000", "tile/0/000", "tile/1/000.p/1");
    assertThat(MemoryLog.of(257).files.keySet())
        .containsExactlyInAnyOrder(
            "tile/entries/000",
            "tile/entries/001.p/1",
            "tile/0/000",
            "tile/0/001.p/1",
            "tile/1/000.p/1");
    assertThat(MemoryLog.of(0).files).isEmpty();
  }

  @Test
  void aFrontierThatCannotBelongToTheSizeIsRefused() {
    assertThatThrownBy(() -> new Tree(3, List.of(Hashes.EMPTY_ROOT)))
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("2 hashes, not 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 65_537, 70_000})
  void proofsMadeFromTilesProve(int size) throws IOException {
    MemoryLog log = MemoryLog.of(size);
    List<Hash> leaves = leaves(size);
    Hash root = log.edge().root();
    VerifiedTiles tiles = new VerifiedTiles(log, size, root);
    for (int i = 0; i < 50; i++) {
      int index = random.nextInt(size);
      assertThat(tiles.inclusion(index).proves(leaves.get(index), root)).isTrue();
      int old = 1 + random.nextInt(size);
      Hash oldRoot = Tree.empty().append(leaves.subList(0, old)).root();
      assertThat(tiles.consistency(old).proves(oldRoot, root)).isTrue();
    }
  }

  @Test
  void aChangedTileIsNoticedBeforeAHashOfItIsUsed() throws IOException {
    MemoryLog log = MemoryLog.of(1000);
    Hash root = log.edge().root();
    log.file("tile/0/001")[5] ^= 1;
    VerifiedTiles tiles = new VerifiedTiles(log, 1000, root);
    assertThatThrownBy(() -> tiles.inclusion(300))
        .isInstanceOf(TlogException.class)
        .hasMessageStartingWith("tile/0/001 is not the tile");
    log.file("tile/1/000.p/3")[5] ^= 1;
    assertThatThrownBy(() -> new VerifiedTiles(log, 1000, root))
        .isInstanceOf(TlogException.class)
        .hasMessageContaining("have the root");
  }

  @Test
  void aPartialTileThatWasRemovedIsCutFromTheFullOne() throws IOException {
    MemoryLog log = MemoryLog.of(100);
    Hash root = log.edge().root();
    log.append(MemoryLog.entries(100, 256));
    log.files.keySet().removeIf(path -> path.contains(".p/100"));
    assertThat(new VerifiedTiles(log, 100, root).leaf(99)).isEqualTo(leaves(100).get(99));
    assertThat(LogEdge.of(100, log).root()).isEqualTo(root);
  }
}
