package dev.loopgate.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * That one entry is in a log, for somebody who is offline (tlog-proof): a checkpoint with its
 * signatures, and the way from the entry to its root. Kept in files named {@code *.tlog-proof}.
 *
 * @param extra base64 of whatever helps to find the entry; nobody vouches for it
 */
public record TlogProof(
    Optional<String> extra, long index, List<Hash> hashes, SignedNote checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final int MAX_HASHES = 63;

  public TlogProof {
    hashes = List.copyOf(hashes);
    extra.ifPresent(text -> Base64Text.bytes(text, "the extra data of the proof"));
    if (index < 0 || hashes.size() > MAX_HASHES) {
      throw new TlogException("a proof has an index and at most 63 hashes");
    }
  }

  public static TlogProof of(InclusionProof proof, SignedNote checkpoint) {
    return new TlogProof(Optional.empty(), proof.index(), proof.hashes(), checkpoint);
  }

  public static TlogProof parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int split = text.indexOf("\n\n");
    if (split < 0 || !text.startsWith(HEADER + "\n")) {
      throw new TlogException("a proof begins with " + HEADER + " and has a checkpoint");
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, split).split("\n", -1)));
    lines.removeFirst();
    Optional<String> extra = take(lines, "extra ");
    String index =
        take(lines, "index ").orElseThrow(() -> new TlogException("the proof has no index"));
    return new TlogProof(
        extra,
        Decimal.parse(index, "the index of the proof"),
        lines.stream().map(Hash::parse).toList(),
        SignedNote.parse(text.substring(split + 2).getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> take(List<String> lines, String start) {
    return lines.isEmpty() || !lines.getFirst().startsWith(start)
        ? Optional.empty()
        : Optional.of(lines.removeFirst().substring(start.length()));
  }

  /**
   * Checks the checkpoint's signatures and the way from this entry to its root.
   *
   * @param log the key of the log; its name is the origin that the checkpoint must have
   * @param witnesses all of them must have signed, too
   * @return what the log said about itself
   * @throws TlogException that says what is wrong
   */
  public Checkpoint verify(byte[] entry, NoteVerifier log, List<NoteVerifier> witnesses) {
    Checkpoint verified = TrustedKeys.of(log, witnesses).open(checkpoint);
    if (index >= verified.size()) {
      throw new TlogException(
          "a log of " + verified.size() + " entries has no entry with index " + index);
    }
    InclusionProof proof = new InclusionProof(index, verified.size(), hashes);
    if (!proof.proves(Hashes.leaf(entry), verified.root())) {
      throw new TlogException("the entry is not the one with index " + index + " in this log");
    }
    return verified;
  }

  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(data -> text.append("extra ").append(data).append('\n'));
    text.append("index ").append(index).append('\n');
    hashes.forEach(hash -> text.append(hash).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }
}
