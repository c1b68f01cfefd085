package dev.loopgate.tlog.verify;

import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.NoteKey;
import java.util.List;
import java.util.Optional;

/**
 * What came of checking a log.
 *
 * @param checkpoint what the log says about itself; empty when that is not to be believed
 * @param signers whose signatures under it were checked
 * @param findings what is wrong, in the order of the files; a good log has none
 */
public record Report(
    Optional<Checkpoint> checkpoint, List<NoteKey> signers, List<Finding> findings) {
  public Report {
    signers = List.copyOf(signers);
    findings = List.copyOf(findings);
  }

  static Report unbelievable(String detail) {
    return new Report(Optional.empty(), List.of(), List.of(new Finding("checkpoint", detail)));
  }

  public boolean isGood() {
    return checkpoint.isPresent() && findings.isEmpty();
  }
}
