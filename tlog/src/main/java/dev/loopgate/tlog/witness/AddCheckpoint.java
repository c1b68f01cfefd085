package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.Hash;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TlogException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a log asks of a witness.
 *
 * @param oldSize how far the witness has seen the log, as the log believes
 * @param proof the hashes of the consistency proof from there
 * @param checkpoint to be cosigned
 */
record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote checkpoint) {
  private static final int MAX_HASHES = 63;

  AddCheckpoint {
    proof = List.copyOf(proof);
    if (proof.size() > MAX_HASHES) {
      throw new TlogException("a consistency proof has at most 63 hashes");
    }
  }

  static AddCheckpoint parse(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int split = text.indexOf("\n\n");
    if (split < 0) {
      throw new TlogException("a request has an old size, a proof, an empty line and a checkpoint");
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, split).split("\n", -1)));
    String old = lines.removeFirst();
    if (!old.matches("old (0|[1-9][0-9]{0,17})")) {
      throw new TlogException("a request begins with 'old' and a size");
    }
    return new AddCheckpoint(
        Long.parseLong(old.substring(4)),
        lines.stream().map(Hash::parse).toList(),
        SignedNote.parse(Arrays.copyOfRange(body, split + 2, body.length)));
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder("old " + oldSize + "\n");
    proof.forEach(hash -> text.append(hash).append('\n'));
    return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
  }
}
