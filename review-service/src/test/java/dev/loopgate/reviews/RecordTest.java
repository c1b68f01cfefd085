package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.AgentQuarantined;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.QuarantineLifted;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.record.RecordEntry;
import dev.loopgate.reviews.record.RecordStore;
import dev.loopgate.reviews.review.ReviewView;
import dev.loopgate.testkit.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RecordTest extends DeskTest {
  private final AgroalDataSource dataSource;
  private final RecordStore record;

  @Inject
  RecordTest(AgroalDataSource dataSource, RecordStore record) {
    this.dataSource = dataSource;
    this.record = record;
  }

  @Test
  void theRecordHoldsTheWholeStoryInOneUnbrokenChain() {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "APPROVE");

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
    String before = RecordEntry.GENESIS;
    for (RecordEntry entry : entries) {
      assertThat(entry.follows(before)).as("entry %s", entry).isTrue();
      before = entry.hash();
    }
    assertThat(entries).extracting(RecordEntry::index).isSorted().doesNotHaveDuplicates();
    assertThat(entries.getLast().index()).isEqualTo(entries.size() - 1L);
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

    assertThat(awaitEntry("agent.quarantined", agent).entry().at("/fact/reason").asText())
        .isEqualTo("cheated");
    assertThat(awaitEntry("quarantine.lifted", agent).entry().at("/fact/liftedBy").asText())
        .isEqualTo("safety@local");
  }

  private static RecordEntry awaitEntry(String kind, String about) {
    return await(() ->
        entries().stream()
            .filter(entry -> entry.kind().equals(kind))
            .filter(entry -> entry.entry().toString().contains(about))
            .findFirst()
            .orElse(null));
  }

  @Test
  void aChangedEntryIsNoticed() {
    RecordEntry entry = entries().getFirst();
    RecordEntry changed =
        new RecordEntry(
            entry.index(),
            entry.previousHash(),
            "something.else",
            entry.recordedAt(),
            entry.entry(),
            entry.hash());

    assertThat(changed.follows(RecordEntry.GENESIS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update record_entry set kind = 'x'",
        "delete from record_entry",
        "truncate record_entry",
        "update vote set value = 'APPROVE'",
        "delete from vote",
        "update decision set outcome = 'ADOPT'",
        "delete from decision",
        "update dossier_version set digest = 'x'",
        "update policy_version set content = '{}'"
      })
  void nothingThatWasRecordedCanBeChanged(String change) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("is append-only");
    }
  }

  @Test
  void writersAtTheSameTimeMakeOneChainWithoutGaps() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      writers.invokeAll(
          IntStream.range(0, 40)
              .mapToObj(i ->
                  Executors.callable(() ->
                      QuarkusTransaction.requiringNew()
                          .run(() -> record.append("test.race", Map.of("i", i)))))
              .toList());
    }

    List<RecordEntry> entries = entries();

    assertThat(entries.stream().filter(e -> e.kind().equals("test.race"))).hasSize(40);
    assertThat(entries.getLast().index()).isEqualTo(entries.size() - 1L);
  }

  @Test
  void whatIsRolledBackLeavesNoGap() {
    long before = entries().getLast().index();
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  record.append("test.undone", Map.of());
                  throw new IllegalStateException("undo");
                }))
        .hasMessageContaining("undo");
    long next = QuarkusTransaction.requiringNew().call(() -> record.append("test.done", Map.of()));

    assertThat(next).isGreaterThan(before);
    assertThat(entries()).extracting(RecordEntry::kind).doesNotContain("test.undone");
    assertThat(entries().getLast().index()).isEqualTo(entries().size() - 1L);
  }

  @Test
  void theRecordIsForThoseWhoCheck() {
    assertProblem(
        as(TestTokens.human("somebody", Role.RESEARCHER)).get("/log/entries"), 403, "forbidden");
    assertProblem(
        as(TestTokens.agent("agent", "sponsor", Role.values())).get("/log/entries"),
        403,
        "forbidden");
    assertThat(as(PEER).get("/log/entries").statusCode()).isEqualTo(200);
    assertThat(as(REVIEWER).get("/log/entries?limit=1").jsonPath().getString("nextCursor"))
        .isEqualTo("0");
  }

  private static List<RecordEntry> entries() {
    List<RecordEntry> all = new ArrayList<>();
    long after = -1;
    while (true) {
      List<RecordEntry> page =
          as(REVIEWER)
              .get("/log/entries?limit=200&after=" + after)
              .jsonPath()
              .getList("items", RecordEntry.class);
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      after = page.getLast().index();
    }
  }
}
