package dev.loopgate.experiments;

import static dev.loopgate.experiments.ScriptedWorker.failed;
import static dev.loopgate.experiments.ScriptedWorker.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopgate.contracts.experiments.VerdictFile;
import dev.loopgate.experiments.ScriptedProgram.Idea;
import dev.loopgate.wire.json.Json;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerdictFileTest extends LoopTest {
  @Inject AgroalDataSource dataSource;

  @Test
  void registrationAndEvidenceAreServedAsTheyWereDigested() {
    Idea idea = running(program("file").apply());
    conclude(
        idea,
        lease ->
            lease.arm().equals("candidate") && seed(lease) % 2 == 0
                ? failed()
                : ok(lease, accuracy(lease, "0.9")));

    JsonNode file = file(idea);
    assertThat(Json.digest(file.get("registration")))
        .isEqualTo(file.get("registrationDigest").asText());
    assertThat(Json.digest(file.get("evidence"))).isEqualTo(file.get("evidenceDigest").asText());
    VerdictFile read = Json.read(file.toString(), VerdictFile.class);
    assertThat(read.evidence().pairs()).hasSize(read.verdict().pairs());
    assertThat(read.evidence().registrationDigest()).isEqualTo(read.registrationDigest());
  }

  @Test
  void planOfAnOlderReleaseKeepsItsDigest() throws SQLException {
    Idea idea = running(program("old-file").apply());
    conclude(idea, lease -> ok(lease, accuracy(lease, "0.95")));
    ObjectNode old = (ObjectNode) file(idea).get("registration");
    old.remove(List.of("transform", "lambdas", "invalidatedBy"));
    store(idea, old);

    JsonNode file = file(idea);
    assertThat(file.get("registration")).isEqualTo(old);
    assertThat(Json.digest(file.get("registration")))
        .isEqualTo(file.get("registrationDigest").asText());
  }

  @Test
  void fileOfAnExperimentThatWasNeverRegisteredHasNoPlan() {
    ScriptedProgram program = program("planless").apply();
    Idea idea = program.propose();
    program.clear(idea);
    worker.workUntil(() -> is(idea, "CONCLUDED"), lease -> failed());

    VerdictFile file = Json.read(file(idea).toString(), VerdictFile.class);
    assertThat(file.registration()).isNull();
    assertThat(file.evidence().pairs()).isEmpty();
    assertThat(file.verdict().outcome()).hasToString("INVALID");
  }

  private static JsonNode file(Idea idea) {
    String body =
        researcher()
            .get("/api/v1/experiments/" + idea.key() + "/evidence")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .extract()
            .asString();
    return Json.read(body, JsonNode.class);
  }

  private void store(Idea idea, JsonNode registration) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "update experiment set registration = ?, registration_digest = ? where idea_key = ?")) {
      update.setString(1, Json.write(registration));
      update.setString(2, Json.digest(registration));
      update.setString(3, idea.key());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static long seed(dev.loopgate.contracts.work.Lease lease) {
    return Long.parseLong(lease.environment().get("LOOPGATE_SEED"));
  }
}
