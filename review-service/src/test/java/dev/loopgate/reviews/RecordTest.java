package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.AgentQuarantined;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.QuarantineLifted;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.reviews.policy.TestPolicies;
import dev.loopgate.reviews.record.Announcement;
import dev.loopgate.reviews.record.FreeText;
import dev.loopgate.reviews.record.LogStore;
import dev.loopgate.reviews.record.RecordEntry;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.tlog.Hashes;
import dev.loopgate.wire.json.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordTest extends DeskTest {
  private final LogStore record;

  @Inject
  RecordTest(LogStore record) {
    this.record = record;
  }

  @Test
  void theLogHoldsTheWholeStoryAndEveryLeafHashesToWhatIsShown() {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "APPROVE");
    awaitLogged();

    List<RecordEntry> entries = entries();

    assertThat(entries).extracting(RecordEntry::kind).startsWith("policy.shipped");
    assertThat(entries.stream().filter(e -> e.entry().toString().contains(review.ideaKey())))
        .extracting(RecordEntry::kind)
        .contains(
            "idea.proposed",
            "experiment.registered",
            "dossier.shown",
            "review.opened",
            "decision.made");
    assertThat(entries)
        .allSatisfy(e -> assertThat(Hashes.leaf(leaf(e)).base64()).isEqualTo(e.leafHash()));
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).index()).isEqualTo(i);
    }
  }

  static byte[] leaf(RecordEntry entry) {
    return Json.canonical(
        Map.of("at", entry.at(), "entry", entry.entry(), "id", entry.id(), "kind", entry.kind()));
  }

  @Test
  void whatPeopleWriteIsCommittedToAndCanBeErasedWithoutBreakingTheLog() throws SQLException {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "ABSTAIN");
    RecordEntry vote = awaitEntry("vote.cast", review.id().toString());

    assertThat(vote.entry().toString()).doesNotContain("I read the evidence");
    FreeText text = vote.texts().getFirst();
    assertThat(text.pointer()).isEqualTo("/reason");
    assertThat(text.content()).isEqualTo("I read the evidence");
    ByteArrayOutputStream salted = new ByteArrayOutputStream();
    salted.writeBytes(HexFormat.of().parseHex(text.salt()));
    salted.writeBytes(Json.utf8("I read the evidence"));
    assertThat(vote.entry().at("/reason/digest").asText())
        .isEqualTo(Json.digest(salted.toByteArray()));

    execute("delete from log_text where entry_id = '%s'".formatted(vote.id()));

    RecordEntry erased = awaitEntry("vote.cast", review.id().toString());
    assertThat(erased.texts()).isEmpty();
    assertThat(Hashes.leaf(leaf(erased)).base64()).isEqualTo(vote.leafHash());
  }

  @Test
  void aSealedVoteIsOpenedByTheLogAloneAlsoWhenItsReasonIsErased() throws SQLException {
    applyPolicy(TestTokens.human("admin@local", Role.ADMIN), TestPolicies.twoPeople("sealed"));
    ReviewView review = openAdoption("sealed");
    vote(SAFETY, review, "APPROVE");
    awaitEntry("vote.sealed", review.id().toString());
    vote(OTHER_REVIEWER, review, "APPROVE");
    RecordEntry decision = awaitEntry("decision.made", review.id().toString());
    execute("delete from log_text where content = 'I read the evidence'");

    List<RecordEntry> opened =
        entries().stream()
            .filter(e -> e.kind().equals("vote.opened"))
            .filter(e -> e.entry().at("/vote/reviewId").asText().equals(review.id().toString()))
            .toList();

    assertThat(opened).hasSize(2);
    for (RecordEntry opening : opened) {
      String vote = opening.entry().at("/vote/voteId").asText();
      RecordEntry sealed =
          entries().stream()
              .filter(e -> e.kind().equals("vote.sealed") && e.entry().toString().contains(vote))
              .findFirst()
              .orElseThrow();
      assertThat(Json.digest(opening.entry()))
          .isEqualTo(sealed.entry().path("commitment").asText());
      assertThat(opening.entry().at("/vote/reason/digest").asText()).startsWith("sha256:");
      assertThat(opening.index()).isBetween(sealed.index(), decision.index());
    }
  }

  @Test
  void anEntryThatIsTooLongForALeafIsLoggedByItsDigestAndKeptBeside() {
    String large = "x".repeat(70_000);
    UUID id =
        QuarkusTransaction.requiringNew()
            .call(() -> record.append("test.large", Map.of("large", large)));
    RecordEntry entry = awaitEntry("test.large", "digest");

    assertThat(entry.id()).isEqualTo(id);
    assertThat(entry.entry().path("digest").asText())
        .isEqualTo(Json.digest(Map.of("large", large)));
    assertThat(entry.content()).isEqualTo(Json.mapper().valueToTree(Map.of("large", large)));
    assertThat(Hashes.leaf(leaf(entry)).base64()).isEqualTo(entry.leafHash());
  }

  @Test
  void whatIsAnnouncedComesWithTheIndexOfItsEntry() {
    UUID subject = UUID.randomUUID();
    UUID id =
        QuarkusTransaction.requiringNew()
            .call(() ->
                record.append(
                    "test.told",
                    Map.of(),
                    new Announcement("test.told", subject, null, Map.of("recordIndex", -1)),
                    new Announcement("test.told.too", subject, null, Map.of("other", 1))));

    long index =
        await(() -> entries().stream().filter(e -> e.id().equals(id)).findFirst().orElse(null))
            .index();

    assertThat(told("test.told", subject)).hasSize(1);
    assertThat(told("test.told", subject).getFirst().get("data"))
        .isEqualTo(Map.of("recordIndex", (int) index));
    assertThat(told("test.told.too", subject).getFirst().get("data")).isEqualTo(Map.of("other", 1));
  }

  @Test
  void theRecordSaysWhichIdeaWasACanaryOnceItsVerdictIsKnown() {
    Subject subject = newSubject();
    tellProgram(subject, "standard");
    ideas.tell(
        "idea.proposed",
        subject.ideaId(),
        Samples.with(Samples.idea(subject, 4), CanaryKind.IMPOSSIBLE));
    register(subject);
    experiments.tell(
        "experiment.concluded",
        subject.experimentId(),
        Samples.concluded(subject, Verdict.Outcome.INVALID, CanaryKind.IMPOSSIBLE));

    RecordEntry verdict = awaitEntry("experiment.concluded", subject.experimentId().toString());

    assertThat(verdict.entry().at("/fact/canary").asText()).isEqualTo("IMPOSSIBLE");
    assertThat(verdict.entry().at("/fact/canaryPassed").asBoolean()).isTrue();
    assertThat(verdict.entry().at("/fact/tripwires/0/kind").asText()).isEqualTo("OUTPUT_FLOOD");
  }

  @Test
  void theRecordHoldsQuarantinesAndWhoLiftedThem() {
    Subject subject = newSubject();
    String agent = "agent@" + subject.program();
    ideas.tell(
        "agent.quarantined",
        agent,
        new AgentQuarantined(
            agent, subject.ideaId(), subject.programId(), "cheated", Samples.NOON));
    ideas.tell(
        "quarantine.lifted",
        agent,
        new QuarantineLifted(agent, "safety@local", "a bug of ours", Samples.NOON));

    assertThat(awaitEntry("agent.quarantined", agent).entry().at("/fact/reason/digest").asText())
        .startsWith("sha256:");
    assertThat(awaitEntry("agent.quarantined", agent).texts())
        .extracting(FreeText::content)
        .containsExactly("cheated");
    assertThat(awaitEntry("quarantine.lifted", agent).entry().at("/fact/liftedBy").asText())
        .isEqualTo("safety@local");
  }

  static RecordEntry awaitEntry(String kind, String about) {
    return await(() ->
        entries().stream()
            .filter(entry -> entry.kind().equals(kind))
            .filter(entry -> entry.entry().toString().contains(about))
            .findFirst()
            .orElse(null));
  }

  @Test
  void writersAtTheSameTimeMakeOneLogWithoutGaps() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      writers.invokeAll(
          IntStream.range(0, 40)
              .mapToObj(i ->
                  Executors.callable(() ->
                      QuarkusTransaction.requiringNew()
                          .run(() -> record.append("test.race", Map.of("i", i)))))
              .toList());
    }

    awaitLogged();

    List<RecordEntry> entries = entries();

    assertThat(entries.stream().filter(e -> e.kind().equals("test.race"))).hasSize(40);
    assertThat(entries.getLast().index()).isEqualTo(entries.size() - 1L);
  }

  @Test
  void whatIsRolledBackLeavesNoGap() {
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  record.append("test.undone", Map.of());
                  throw new IllegalStateException("undo");
                }))
        .hasMessageContaining("undo");
    QuarkusTransaction.requiringNew().run(() -> record.append("test.done", Map.of()));
    awaitLogged();

    List<RecordEntry> entries = entries();
    assertThat(entries).extracting(RecordEntry::kind).contains("test.done");
    assertThat(entries).extracting(RecordEntry::kind).doesNotContain("test.undone");
    assertThat(entries.getLast().index()).isEqualTo(entries.size() - 1L);
  }

  @Test
  void theRecordIsForThoseWhoCheck() {
    assertProblem(as(TestTokens.human("somebody")).get("/log/entries"), 403, "forbidden");
    assertProblem(
        as(TestTokens.agent("agent", "sponsor", Role.values())).get("/log/entries"),
        403,
        "forbidden");
    assertThat(as(PEER).get("/log/entries").statusCode()).isEqualTo(200);
    assertThat(as(REVIEWER).get("/log/entries?limit=1").jsonPath().getString("nextCursor"))
        .isEqualTo("0");
  }

  static RecordEntry entryAt(long index) {
    return as(REVIEWER)
        .get("/log/entries?limit=1&after=" + (index - 1))
        .jsonPath()
        .getObject("items[0]", RecordEntry.class);
  }
}
