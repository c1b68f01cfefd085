package dev.loopgate.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom somebody who checks a log believes: the log's own key, and the witnesses who must all have
 * seen the same log.
 */
public record TrustedKeys(NoteVerifier log, List<NoteVerifier> witnesses) {
  public TrustedKeys {
    witnesses = List.copyOf(witnesses);
  }

  public static TrustedKeys of(NoteVerifier log, List<NoteVerifier> witnesses) {
    return new TrustedKeys(log, witnesses);
  }

  /**
   * Reads a checkpoint that all of them signed.
   *
   * @throws TlogException that says whose signature is wrong or missing
   */
  public Checkpoint open(SignedNote note) {
    List<NoteVerifier> all = new ArrayList<>(witnesses);
    all.addFirst(log);
    List<NoteKey> signers = note.signers(all);
    for (NoteVerifier verifier : all) {
      if (!signers.contains(verifier.key())) {
        throw new TlogException("the checkpoint is not signed by " + verifier.key());
      }
    }
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (!checkpoint.origin().equals(log.key().name())) {
      throw new TlogException(
          "the checkpoint is of "
              + checkpoint.origin()
              + ", but the key belongs to "
              + log.key().name());
    }
    return checkpoint;
  }
}
