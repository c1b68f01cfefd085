package dev.loopgate.reviews;

import static dev.loopgate.testkit.ManyRows.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.ideas.RuleChangeProposed;
import dev.loopgate.reviews.Samples.Subject;
import dev.loopgate.reviews.docket.ReviewView;
import dev.loopgate.testkit.ManyRows;
import dev.loopgate.testkit.Statements;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.paging.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long a list is, a page of it costs the database a few statements. */
@QuarkusTest
class ListStatementsTest extends DeskTest {
  private static final int MOST = 10;
  private static final String AUDITOR = TestTokens.human("auditor@local", Role.AUDITOR, Role.ADMIN);

  @Test
  void aPageOfAnyListTakesAtMostTenStatements() throws SQLException {
    ReviewView review = openAdoption();
    vote(REVIEWER, review, "APPROVE").then().statusCode(200);
    ReviewView other = openAdoption();
    fill(read(review), other, ruleChange());

    assertFew(
        List.of(
            "/api/v1/reviews?limit=200",
            "/api/v1/reviews?limit=200&state=SUPERSEDED&program=" + review.program(),
            "/api/v1/reviews?limit=200&kind=RULE_CHANGE",
            "/api/v1/decisions?limit=200&program=" + review.program(),
            "/api/v1/delegations?limit=200",
            "/api/v1/delegations?limit=200&person=many@local",
            "/api/v1/break-glass?limit=200",
            "/api/v1/plants?limit=200",
            "/api/v1/policies?limit=200",
            "/api/v1/reviewers?limit=200",
            "/api/v1/stops?limit=200"));
  }

  /** Other tests look through all that is open or overdue. */
  @AfterEach
  void forget() throws SQLException {
    new ManyRows(url())
        .execute(
            """
            delete from plant where planter = 'zz-many@local';
            delete from break_glass where reviewed_by = 'zz-many@local';
            """);
  }

  private static void assertFew(List<String> lists) throws SQLException {
    for (String list : lists) {
      Statements statements = Statements.of(url(), () -> assertFull(list));
      assertThat(statements.count()).as("%s: %s", list, statements).isLessThanOrEqualTo(MOST);
    }
  }

  private static void assertFull(String list) {
    JsonNode page = Json.read(as(AUDITOR).get(list).asString(), JsonNode.class);
    assertThat(page.path("items")).as(list).hasSize(Page.MAX_LIMIT);
  }

  private static String url() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      return connection.getMetaData().getURL();
    }
  }

  /** Copies a decided review, each about an idea of its own that repeats another. */
  private static void fill(ReviewView review, ReviewView open, ReviewView ruleChange)
      throws SQLException {
    ManyRows rows = new ManyRows(url());
    String own = "t.review_id = '%s'".formatted(review.id());
    copy(rows, review);
    rows.copy(
        "known_idea",
        "t.id = '%s'".formatted(review.ideaId()),
        "'id', %s, 'rebased_from', t.id".formatted(id("t.id")));
    rows.copy("vote", own, "'id', %s, 'review_id', %s".formatted(id("t.id"), id("t.review_id")));
    rows.copy(
        "decision",
        own,
        "'id', %s, 'review_id', %s, 'log_entry_id', null::uuid"
            .formatted(id("t.id"), id("t.review_id")));
    copy(rows, ruleChange);
    fillPeople(rows, review);
    fillPlants(rows, review, open);
    fillRest(rows);
  }

  /** Of a review about an idea, each copy is about another one. */
  private static void copy(ManyRows rows, ReviewView review) {
    String idea = review.ideaId() == null ? "no idea" : review.ideaId().toString();
    rows.copy(
        "review",
        "t.id = '%s'".formatted(review.id()),
        "'id', %s, 'key', t.key || '-' || n, 'state', 'SUPERSEDED', 'idea_id', %s"
            .formatted(id("t.id"), id("t.idea_id")));
    rows.copy(
        "dossier_version",
        "t.review_id = '%s'".formatted(review.id()),
        "'id', %s, 'review_id', %s, 'content', replace(t.content, '%s', %s::text)"
            .formatted(id("t.id"), id("t.review_id"), idea, id("'" + idea + "'")));
  }

  /** Reviews of another kind, for which the open ideas of their program are looked up. */
  private ReviewView ruleChange() {
    Subject subject = newSubject();
    propose(subject, 4);
    RuleChangeProposed proposed = Samples.ruleChange(subject);
    ideas.tell("rule-change.proposed", proposed.key(), proposed);
    return awaitReview(proposed.key());
  }

  private static void fillPeople(ManyRows rows, ReviewView review) {
    rows.execute(
        """
        insert into reviewer (person, roles, seen_at)
        select 'zz-many-' || n || '@local', '[]', now() from generate_series(1, %d) n
        """
            .formatted(ManyRows.COUNT));
    rows.execute(
        """
        insert into delegation
          (id, delegator, delegate, roles, kinds, reason, starts_at, expires_at)
        select %s,
          case n %% 2 when 0 then 'many@local' else 'other@local' end,
          case n %% 2 when 0 then 'other@local' else 'many@local' end,
          '["REVIEWER"]', '["ADOPTION"]', 'holidays', now(), now() + interval '1 day'
        from generate_series(1, %d) n
        """
            .formatted(id("'delegation'"), ManyRows.COUNT));
    rows.execute(
        """
        insert into break_glass (id, review_id, review_key, people, reasons, dossier_digest, used_at,
          expires_at, due_at, reviewed_by, reviewed_at, finding, comment)
        select %s, '%s', '%s', '["a@local"]', '["fire"]', 'sha256:1', now(), now(),
          now(), 'zz-many@local', now(), 'JUSTIFIED', 'it burned'
        from generate_series(1, %d) n
        """
            .formatted(id("'glass'"), review.id(), review.key(), ManyRows.COUNT));
  }

  /** Most have ended; some are open, and whether they are shown depends on their reviews. */
  private static void fillPlants(ManyRows rows, ReviewView review, ReviewView open) {
    rows.execute(
        """
        insert into plant (id, review_id, review_key, program_id, program, number, model, defect,
          planter, salt, planted_at, result, ended_at)
        select %5$s, %1$s, 'plant-' || n, '%2$s', '%3$s', 1, 'model', d.defect,
          'zz-many@local', 'aa', now(),
          case when n > 5 then 'UNDECIDED' end, case when n > 5 then now() end
        from generate_series(1, %4$d) n, (select 'GUARD_BEYOND_MARGIN' as defect) d
        """
            .formatted(
                id("'" + open.id() + "'"),
                review.programId(),
                review.program(),
                ManyRows.COUNT,
                id("'plant'")));
  }

  private static void fillRest(ManyRows rows) {
    rows.execute(
        """
        insert into policy_version (ref, name, version, digest, content)
        select 'zz-many@' || n + 1, 'zz-many', n + 1, digest, content
        from policy_version, generate_series(1, %d) n
        where ref = 'solo@1'
        """
            .formatted(ManyRows.COUNT));
    rows.execute(
        """
        insert into stop (id, number, level, state, scope, reason, stopped_by, stopped_by_kind,
          stopped_at, resumptions, resumed_at)
        select %s, 1 - n, 'FREEZE', 'RESUMED', '*', 'test', 'a@local', 'HUMAN',
          now(), 0, now()
        from generate_series(1, %d) n
        """
            .formatted(id("'stop'"), ManyRows.COUNT));
  }
}
