package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.NoteSignature;

/** What came of asking a witness. */
public sealed interface WitnessAnswer {
  /** The witness saw that the log continues; this goes under the checkpoint. */
  record Cosigned(NoteSignature signature) implements WitnessAnswer {}

  /**
   * The witness has seen more of this log than there is now: the log was set back, and must not
   * sign anything more.
   */
  record Ahead(long size) implements WitnessAnswer {}

  /**
   * The witness has seen another log with the same name: what it saw at that size is not how this
   * log begins.
   */
  record Forked(long size) implements WitnessAnswer {}

  /** The witness does not want this log: it does not know it, or not this key. */
  record Refused(int status, String detail) implements WitnessAnswer {}
}
