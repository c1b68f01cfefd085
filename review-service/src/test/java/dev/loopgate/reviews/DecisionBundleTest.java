package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.Repository;
import dev.loopgate.tlog.DsseEnvelope;
import dev.loopgate.tlog.NoteKey;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.TlogException;
import dev.loopgate.tlog.TlogProof;
import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionBundleTest extends DeskTest {
  @Test
  void aDecisionIsTakenAwayAndCheckedWithNothingButTheKey() throws IOException {
    ReviewView review = openAdoption();
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    DecisionView decision = Objects.requireNonNull(read(review).decision());
    JsonNode bundle = bundle(decision);

    JsonNode verdict = open(bundle.at("/envelopes/0"));
    JsonNode decided = open(bundle.at("/envelopes/1"));

    assertThat(verdict.path("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(verdict.path("predicateType").asText())
        .isEqualTo("https://in-toto.io/attestation/test-result/v0.1");
    assertThat(verdict.at("/predicate/result").asText()).isEqualTo("PASSED");
    assertThat(decided.at("/predicate/outcome").asText()).isEqualTo("ADOPT");
    assertThat(decided.at("/subject/0/name").asText()).isEqualTo("patch");
    assertThat("sha256:" + decided.at("/subject/0/digest/sha256").asText())
        .isEqualTo(Objects.requireNonNull(review.dossier().idea()).patchDigest());
    assertThat(schema().validate(decided.path("predicate"))).isEmpty();
    assertProves(bundle, decision);
  }

  @Test
  void aChangedStatementIsFoundOut() {
    DsseEnvelope envelope = DsseEnvelope.of(DsseEnvelope.IN_TOTO, Json.utf8("{}"));
    DsseEnvelope other = envelope.sign(NoteSigner.generate("x", new SecureRandom()));

    assertThatThrownBy(() -> other.open(List.of(key()), 1)).isInstanceOf(TlogException.class);
  }

  private static void assertProves(JsonNode bundle, DecisionView decision) throws IOException {
    String leaf = bundle.path("leaf").asText();
    TlogProof proof = TlogProof.parse(Json.utf8(bundle.path("proof").asText()));
    proof.verify(leaf.getBytes(StandardCharsets.UTF_8), new NoteVerifier(key()), List.of());
    assertThat(leaf).contains(decision.id().toString()).contains("\"kind\":\"decision.made\"");
  }

  private static JsonNode bundle(DecisionView decision) {
    return await(() -> {
      Response response = as(REVIEWER).get("/api/v1/decisions/" + decision.id() + "/bundle");
      return response.statusCode() == 200 ? Json.read(response.asString(), JsonNode.class) : null;
    });
  }

  private static JsonNode open(JsonNode envelope) throws IOException {
    DsseEnvelope signed = Json.mapper().treeToValue(envelope, DsseEnvelope.class);
    return Json.mapper().readTree(signed.open(List.of(key()), 1));
  }

  private static JsonSchema schema() throws IOException {
    Path file = Repository.file("docs/attestations/decision-v1.schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(file));
  }

  private static NoteKey key() throws IOException {
    Path file = ConfigProvider.getConfig().getValue("loopgate.log.key-file", Path.class);
    return NoteSigner.parse(Files.readString(file)).key();
  }
}
