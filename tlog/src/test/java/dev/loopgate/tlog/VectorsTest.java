package dev.loopgate.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers that others published: the C2SP pages and Tessera's test log. */
class VectorsTest {
  private static final List<byte[]> ENTRIES =
      Arrays.stream(
              "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten"
                  .split(" "))
          .map(word -> word.getBytes(UTF_8))
          .toList();
  private static final List<Hash> LEAVES = ENTRIES.stream().map(Hashes::leaf).toList();

  private static final List<Hash> INCLUSION_OF_SIX =
      hashes(
          "zMKa4OAqd7D0V4wawXST15z0JiEEkprIBPkfxOesWvA=",
          "nk9gCR+floFqznAPtqjjcnnV64dge2jQB95D5t164Hg=",
          "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=",
          "5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=");

  private static List<Hash> hashes(String... base64) {
    return Arrays.stream(base64).map(Hash::parse).toList();
  }

  @Test
  void theRootsOfTheTestLogAreTheirs() {
    assertThat(rootOf(0)).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assertThat(rootOf(1)).isEqualTo("0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=");
    assertThat(rootOf(2)).isEqualTo("T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=");
    assertThat(rootOf(15)).isEqualTo("rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=");
  }

  private static String rootOf(int size) {
    String root = Tree.empty().append(LEAVES.subList(0, size)).root().base64();
    assertThat(LogEdge.empty().append(ENTRIES.subList(0, size)).edge().root().base64())
        .isEqualTo(root);
    return root;
  }

  @Test
  void theProofsOfTheTestLogAreTheirs() {
    InclusionProof six = InclusionProof.make(5, 15, VectorsTest::root);
    assertThat(six.hashes()).isEqualTo(INCLUSION_OF_SIX);
    assertThat(six.proves(LEAVES.get(5), Naive.root(LEAVES))).isTrue();

    ConsistencyProof sixToFifteen = ConsistencyProof.make(6, 15, VectorsTest::root);
    assertThat(sixToFifteen.hashes().getFirst().base64())
        .isEqualTo("ycRkkNklus5eMVRUvkD1pK321vMrA+jjOiZKU8aOcY4=");
    assertThat(sixToFifteen.hashes().subList(1, 4)).isEqualTo(INCLUSION_OF_SIX.subList(1, 4));
    assertThat(sixToFifteen.proves(Naive.root(LEAVES.subList(0, 6)), Naive.root(LEAVES))).isTrue();
  }

  private static Hash root(Range range) {
    return Naive.root(LEAVES.subList((int) range.start(), (int) range.end()));
  }

  @Test
  void theBundleOfTwoEntriesIsTheirs() {
    byte[] bytes = EntryBundle.of(ENTRIES.subList(0, 2)).bytes();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("00036f6e65000374776f");
  }

  @Test
  void theKeysOfTheSpecificationsHaveTheirIds() {
    assertThat(
            NoteKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"))
        .hasToString("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    assertThat(
            NoteKey.parse(
                    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")
                .id())
        .isEqualTo(0x33d7b496);
  }

  /** From the tests of Go's note package. */
  @Test
  void aNoteOfGoVerifiesAndItsSigningKeySignsTheSame() {
    NoteVerifier peter =
        NoteVerifier.of("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    NoteSigner signer =
        NoteSigner.parse(
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    String note =
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
        """;
    SignedNote parsed = SignedNote.parse(note.getBytes(UTF_8));
    assertThat(parsed.signers(List.of(peter))).containsExactly(peter.key());
    assertThat(signer.key()).isEqualTo(peter.key());
    assertThat(SignedNote.of(parsed.text()).with(signer.sign(parsed.text()))).hasToString(note);
  }
}
