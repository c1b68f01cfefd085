package dev.loopgate.experiments.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.wire.json.Json;
import java.util.Optional;

/**
 * A {@link VerdictFile} made of the stored texts themselves. Reading them into today's records and
 * writing those would add what the records have learnt since, and the digests would not fit.
 */
final class EvidenceFile {
  private EvidenceFile() {}

  /** Empty while there is no verdict. */
  static Optional<JsonNode> of(Experiment experiment) {
    if (experiment.evidence == null || experiment.verdict == null) {
      return Optional.empty();
    }
    ObjectNode file = Json.mapper().createObjectNode();
    file.put("experimentId", experiment.id.toString());
    if (experiment.registration != null) {
      file.set("registration", tree(experiment.registration));
      file.put("registrationDigest", experiment.registrationDigest);
    }
    file.set("evidence", tree(experiment.evidence));
    file.put("evidenceDigest", experiment.evidenceDigest);
    file.set("verdict", tree(experiment.verdict));
    return Optional.of(file);
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class);
  }
}
