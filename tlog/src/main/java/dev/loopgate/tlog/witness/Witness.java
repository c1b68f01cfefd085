package dev.loopgate.tlog.witness;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.ConsistencyProof;
import dev.loopgate.tlog.Cosigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TlogException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a checkpoint continues what was seen of its log before, and remembers it before
 * it signs. One at a time, so that no two requests can pass each other between check and memory.
 */
final class Witness {
  private final Map<String, List<NoteVerifier>> logs;
  private final Cosigner cosigner;
  private final SeenFile memory;
  private final Clock clock;

  /**
   * A witness of some logs.
   *
   * @param logs the trusted keys by origin
   */
  Witness(Map<String, List<NoteVerifier>> logs, Cosigner cosigner, SeenFile memory, Clock clock) {
    this.logs = Map.copyOf(logs);
    this.cosigner = cosigner;
    this.memory = memory;
    this.clock = clock;
  }

  Reply answer(byte[] body) throws IOException {
    try {
      AddCheckpoint request = AddCheckpoint.parse(body);
      return answer(request, Checkpoint.parse(request.checkpoint().text()));
    } catch (TlogException e) {
      return Reply.refused(400, String.valueOf(e.getMessage()));
    }
  }

  private Reply answer(AddCheckpoint request, Checkpoint checkpoint) throws IOException {
    List<NoteVerifier> keys = logs.getOrDefault(checkpoint.origin(), List.of());
    if (keys.isEmpty()) {
      return Reply.refused(404, "this witness does not know " + checkpoint.origin());
    }
    if (!isSigned(request.checkpoint(), keys)) {
      return Reply.refused(403, "the checkpoint is not signed by its log");
    }
    if (request.oldSize() > checkpoint.size()) {
      return Reply.refused(400, "the old size is larger than the checkpoint's");
    }
    return remember(request, checkpoint);
  }

  private static boolean isSigned(SignedNote note, List<NoteVerifier> keys) {
    try {
      return !note.signers(keys).isEmpty();
    } catch (TlogException e) {
      return false;
    }
  }

  private synchronized Reply remember(AddCheckpoint request, Checkpoint checkpoint)
      throws IOException {
    Seen seen = memory.of(checkpoint.origin());
    boolean other =
        request.oldSize() == checkpoint.size() && !seen.root().equals(checkpoint.root());
    if (request.oldSize() != seen.size() || other) {
      return Reply.elsewhere(seen.size());
    }
    ConsistencyProof proof =
        new ConsistencyProof(request.oldSize(), checkpoint.size(), request.proof());
    if (!proof.proves(seen.root(), checkpoint.root())) {
      return Reply.refused(422, "the proof does not lead from " + seen.size() + " entries");
    }
    Seen now = new Seen(checkpoint.size(), checkpoint.root());
    if (!now.equals(seen)) {
      memory.keep(checkpoint.origin(), now);
    }
    return Reply.cosigned(cosigner.sign(request.checkpoint().text(), clock.instant()).line());
  }
}
