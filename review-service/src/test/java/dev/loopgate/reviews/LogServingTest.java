package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.reviews.decision.DecisionView;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.tlog.Checkpoint;
import dev.loopgate.tlog.Hashes;
import dev.loopgate.tlog.NoteSigner;
import dev.loopgate.tlog.NoteVerifier;
import dev.loopgate.tlog.SignedNote;
import dev.loopgate.tlog.TileReader;
import dev.loopgate.tlog.TlogProof;
import dev.loopgate.tlog.TrustedKeys;
import dev.loopgate.tlog.VerifiedTiles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogServingTest extends DeskTest {
  /** Whoever reads the files over HTTP with the token of an auditor. */
  private static final TileReader OVER_HTTP =
      path -> {
        Response response = as(REVIEWER).get("/log/" + path);
        return response.statusCode() == 404
            ? Optional.empty()
            : Optional.of(response.asByteArray());
      };

  @Test
  void anAuditorWhoTrustsOnlyTheKeyFindsEveryEntryWhereItBelongs() throws IOException {
    openAdoption();
    Checkpoint checkpoint = awaitCheckpointOfAll();
    VerifiedTiles tree = new VerifiedTiles(OVER_HTTP, checkpoint.size(), checkpoint.root());

    long index = checkpoint.size() - 1;
    String hash =
        as(REVIEWER)
            .get("/log/entries?limit=1&after=" + (index - 1))
            .jsonPath()
            .getString("items[0].leafHash");

    assertThat(tree.leaf(index).base64()).isEqualTo(hash);
    assertThat(tree.inclusion(0).proves(tree.leaf(0), checkpoint.root())).isTrue();
  }

  @Test
  void theFilesAreServedAsTheStandardSays() {
    awaitCheckpointOfAll();
    Response checkpoint = as(REVIEWER).get("/log/checkpoint");
    Response tile = as(REVIEWER).get("/log/tile/0/000.p/1");
    Response bundle = as(REVIEWER).get("/log/tile/entries/000.p/2");

    assertThat(checkpoint.contentType()).isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(checkpoint.header("Cache-Control")).contains("max-age=1");
    assertThat(tile.contentType()).isEqualTo("application/octet-stream");
    assertThat(tile.header("Cache-Control")).contains("immutable");
    assertThat(tile.asByteArray()).hasSize(32);
    assertThat(bundle.contentType()).isEqualTo("application/octet-stream");
    for (String nothing :
        List.of(
            "0/000.p/256", "0/000.p/0", "0/999", "9/000", "0/1", "entries/999.p/1", "x", "0/..")) {
      assertThat(as(REVIEWER).get("/log/tile/" + nothing).statusCode()).as(nothing).isEqualTo(404);
    }
  }

  @Test
  void theProofOfADecisionStandsOnItsOwn() {
    ReviewView review = openAdoption();
    assertThat(vote(REVIEWER, review, "APPROVE").statusCode()).isEqualTo(200);
    awaitCheckpointOfAll();
    DecisionView decision = Objects.requireNonNull(read(review).decision());
    long index = Objects.requireNonNull(decision.recordIndex());

    Response response = as(REVIEWER).get("/api/v1/decisions/" + decision.id() + "/proof");

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    TlogProof proof = TlogProof.parse(response.asByteArray());
    assertThat(proof.index()).isEqualTo(index);
    byte[] entry = RecordTest.leaf(RecordTest.entryAt(index));
    assertThat(new String(entry, java.nio.charset.StandardCharsets.UTF_8))
        .contains(decision.id().toString());
    assertThat(proof.verify(entry, key(), List.of()).size()).isGreaterThan(index);
    assertThat(Hashes.leaf(entry).base64()).isEqualTo(RecordTest.entryAt(index).leafHash());
  }

  @Test
  void whatNoCheckpointCoversIsNotProvedAndBadIndexesAreRefused() {
    awaitCheckpointOfAll();
    assertThat(as(REVIEWER).get("/log/proof?index=0").statusCode()).isEqualTo(200);
    assertProblem(as(REVIEWER).get("/log/proof?index=99999999"), 409, "not-logged-yet");
    assertProblem(as(REVIEWER).get("/log/proof?index=-1"), 400, "invalid-value");
    assertProblem(as(REVIEWER).get("/log/proof"), 400, "invalid-value");
  }

  @Test
  void theLogIsForThoseWhoCheck() {
    String agent = TestTokens.agent("agent", "sponsor", Role.values());
    for (String path : List.of("/log/checkpoint", "/log/tile/0/000.p/1", "/log/proof?index=0")) {
      assertProblem(as(agent).get(path), 403, "forbidden");
      assertProblem(as(TestTokens.human("somebody")).get(path), 403, "forbidden");
      assertThat(as(PEER).get(path).statusCode()).isNotEqualTo(403);
    }
  }

  @Test
  void nothingIsDoneWhileTheLogCannotBeSignedAndAllGoesOnAfterwards() throws IOException {
    ReviewView review = openAdoption();
    Path file = ConfigProvider.getConfig().getValue("loopgate.log.key-file", Path.class);
    Path away = file.resolveSibling("away");
    Files.move(file, away);
    try {
      await(() -> as(REVIEWER).get("/q/health/ready").statusCode() == 503 ? true : null);

      assertProblem(vote(REVIEWER, review, "APPROVE"), 503, "log-unavailable");
      assertThat(getReview(review.key()).as(ReviewView.class).votes()).isEmpty();
      assertThat(freeze(review.program()).statusCode()).as("a stop never waits").isEqualTo(201);
      List<String> heard = new ArrayList<>();
      assertProblem(endOfFeed(heard), 503, "log-unavailable");
      assertThat(heard).contains("stop.changed");
    } finally {
      Files.move(away, file);
    }
    await(() -> as(REVIEWER).get("/q/health/ready").statusCode() == 200 ? true : null);
    assertThat(vote(REVIEWER, openAdoption(), "APPROVE").statusCode()).isEqualTo(200);
    assertThat(RecordTest.awaitEntry("stop.changed", review.program())).isNotNull();
  }

  private static Response freeze(String program) {
    return as(REVIEWER)
        .body(Map.of("level", "FREEZE", "scope", program, "reason", "the log stands still"))
        .post("/api/v1/stops");
  }

  /** What the feed answers when it has told everything; the types of that are added. */
  private static Response endOfFeed(List<String> types) {
    String last = "";
    while (true) {
      Response batch = as(PEER).get("/feeds/reviews?lastEventId=" + last);
      if (batch.statusCode() != 200 || batch.jsonPath().getList("$").isEmpty()) {
        return batch;
      }
      types.addAll(batch.jsonPath().getList("type", String.class));
      last = batch.jsonPath().getString("[-1].id");
    }
  }

  /** Waits until the newest checkpoint covers everything that is committed. */
  private static Checkpoint awaitCheckpointOfAll() {
    awaitLogged();
    long size = RecordTest.entries().size();
    return await(() -> {
      Checkpoint checkpoint = checkpoint();
      return checkpoint.size() >= size ? checkpoint : null;
    });
  }

  private static Checkpoint checkpoint() {
    return TrustedKeys.of(key(), List.of())
        .open(SignedNote.parse(as(REVIEWER).get("/log/checkpoint").asByteArray()));
  }

  private static NoteVerifier key() {
    try {
      Path file = ConfigProvider.getConfig().getValue("loopgate.log.key-file", Path.class);
      return new NoteVerifier(NoteSigner.parse(Files.readString(file)).key());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
