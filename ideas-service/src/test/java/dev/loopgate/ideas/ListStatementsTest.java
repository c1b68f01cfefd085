package dev.loopgate.ideas;

import static dev.loopgate.testkit.ManyRows.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.testkit.ManyRows;
import dev.loopgate.testkit.Statements;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.paging.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** However long a list is, a page of it costs the database a few statements. */
@QuarkusTest
@NullUnmarked
class ListStatementsTest extends ServiceTest {
  private static final int MOST = 10;

  private final String url =
      ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
  private final ManyRows rows = new ManyRows(url);

  @Test
  void aPageOfAnyListTakesAtMostTenStatements() {
    String program = newProgram();
    fill(program);

    for (String list :
        List.of(
            "/api/v1/programs?limit=200",
            "/api/v1/generations?limit=200",
            "/api/v1/generations?limit=200&program=" + program,
            "/api/v1/ideas?limit=200",
            "/api/v1/ideas?limit=200&status=OPEN&program=" + program,
            "/api/v1/quarantines?limit=200",
            "/api/v1/programs/%s/proposals?limit=200".formatted(program),
            "/api/v1/programs/%s/rollbacks?limit=200".formatted(program),
            "/api/v1/programs/%s/rule-changes?limit=200".formatted(program))) {
      Statements statements = Statements.of(url, () -> assertFull(list));
      assertThat(statements.count()).as("%s: %s", list, statements).isLessThanOrEqualTo(MOST);
    }
  }

  private static void assertFull(String list) {
    JsonNode page = Json.read(as(RESEARCHER).get(list).asString(), JsonNode.class);
    assertThat(page.path("items")).as(list).hasSize(Page.MAX_LIMIT);
  }

  private void fill(String program) {
    String own = "t.program = '%s'".formatted(program);
    propose(RESEARCHER, idea(program, Map.of("config.json", config("0.05", "0.3"))))
        .then()
        .statusCode(201);
    rows.copy(
        "idea",
        own,
        "'id', %s, 'key', t.key || '-' || n, 'number', 1000 + n, 'normalised_digest', n"
            .formatted(id("t.id")));
    rows.copy(
        "generation",
        own + " and t.number = 1",
        "'id', %s, 'number', 1000 + n, 'tag', n".formatted(id("t.id")));
    rows.copy(
        "program",
        "t.name = '%s'".formatted(program),
        "'id', %s, 'name', 'zz-' || t.name || '-' || n".formatted(id("t.id")));
    rows.copy(
        "program_version",
        "t.program_id = (select id from program where name = '%s')".formatted(program),
        "'program_id', %s".formatted(id("t.program_id")));
    fillQuestions(program);
  }

  private void fillQuestions(String program) {
    rows.execute(
        """
        insert into quarantine (id, subject, sponsor, idea_id, idea_key, program_id, program,
          reason, quarantined_at, lifted_by, lift_reason, lifted_at)
        select %3$s, 'agent-' || n, 'ada@local', i.id, i.key, i.program_id, i.program,
          'because', now(), 'bea@local', 'because', now()
        from idea i, generate_series(1, %2$d) n
        where i.key = '%1$s-1'
        """
            .formatted(program, ManyRows.COUNT, id("'quarantine'")));
    rows.execute(
        """
        insert into generator_request (id, program_id, asked, proposed, sponsor, origin, requested_at)
        select %3$s, p.id, 1, 1, 'ada@local', 'test', now()
        from program p, generate_series(1, %2$d) n
        where p.name = '%1$s'
        """
            .formatted(program, ManyRows.COUNT, id("'request'")));
    rows.execute(
        """
        insert into rollback (id, key, program_id, program, generation_id, generation,
          to_generation_id, to_generation, why, proposed_by, proposed_at, outcome, reason, closed_at)
        select %3$s, 'rollback-' || n, g.program_id, g.program, g.id, 2, g.id, 1,
          'why', 'ada@local', now(), 'WITHDRAWN', 'because', now()
        from generation g, generate_series(1, %2$d) n
        where g.program = '%1$s' and g.number = 1
        """
            .formatted(program, ManyRows.COUNT, id("'rollback'")));
    rows.execute(
        """
        insert into rule_change (id, key, program_id, program, base_version, base_spec_digest,
          generation_id, generation, title, spec, spec_digest, changes, evaluator, proposed_by,
          proposed_at, outcome, reason, closed_at)
        select %3$s, 'rules-' || n, g.program_id, g.program, 1, v.spec_digest, g.id, 1,
          v.title, v.spec, v.spec_digest, '[]', '{"before": "a", "after": "a"}',
          'ada@local', now(), 'WITHDRAWN', 'because', now()
        from generation g join program_version v on v.program_id = g.program_id,
          generate_series(1, %2$d) n
        where g.program = '%1$s' and g.number = 1
        """
            .formatted(program, ManyRows.COUNT, id("'rules'")));
  }
}
