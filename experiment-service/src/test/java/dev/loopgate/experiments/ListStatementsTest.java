package dev.loopgate.experiments;

import static dev.loopgate.testkit.ManyRows.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.work.Lease;
import dev.loopgate.testkit.ManyRows;
import dev.loopgate.testkit.Statements;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.paging.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long a list is, a page of it costs the database a few statements. */
@QuarkusTest
class ListStatementsTest extends WorkerTest {
  private static final int MOST = 10;

  private final String url =
      ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
  private final ManyRows rows = new ManyRows(url);

  @Test
  void aPageOfAnyListTakesAtMostTenStatements() {
    Lease lease = leaseOf("many");
    String experiment = run(lease).getString("experimentId");
    fill(lease, experiment);

    for (String list :
        List.of(
            "/api/v1/experiments?limit=200",
            "/api/v1/experiments?limit=200&kind=IDEA&program=many",
            "/api/v1/experiments/%s/runs?limit=200".formatted(experiment),
            "/api/v1/experiments/replications?limit=200&program=many",
            "/api/v1/runs/%s/metrics/loss?limit=200".formatted(lease.runId()),
            "/api/v1/workers?limit=200")) {
      Statements statements = Statements.of(url, () -> assertFull(list));
      assertThat(statements.count()).as("%s: %s", list, statements).isLessThanOrEqualTo(MOST);
    }
  }

  /** Other tests stop all that is open. */
  @AfterEach
  void forget() {
    rows.execute("update experiment set state = 'CANCELLED' where idea_key like 'many-%'");
  }

  private static void assertFull(String list) {
    JsonNode page = Json.read(researcher().get(list).asString(), JsonNode.class);
    assertThat(page.path("items")).as(list).hasSize(Page.MAX_LIMIT);
  }

  private void fill(Lease lease, String experiment) {
    fillExperiments(experiment);
    fillRuns(lease.runId().toString());
    rows.execute(
        """
        insert into worker (name, machine, isolation, slots, registered_at, last_seen_at)
        select 'many-' || n, 'machine', 'PROCESS', 1, now(), now() - interval '1 day'
        from generate_series(1, %d) n
        """
            .formatted(ManyRows.COUNT));
  }

  /**
   * Each waits under a version of its program's rules, and each tested what became a generation.
   */
  private void fillExperiments(String experiment) {
    String idea = id("t.id");
    rows.copy(
        "program_version",
        "t.program_id = (select id from program where name = 'many')",
        "'version', 1 + n");
    rows.copy(
        "experiment",
        "t.id = '%s'".formatted(experiment),
        "'id', %1$s, 'kind', 'IDEA', 'state', 'WAITING_FOR_BASELINE', 'idea_id', %1$s, 'idea_key', 'many-' || n, 'program_version', 1 + n"
            .formatted(idea));
    rows.copy(
        "generation",
        "t.program_id = (select id from program where name = 'many')",
        """
        'id', %s, 'number', 1 + n,
        'fact', t.fact || jsonb_build_object(
          'generationId', %1$s, 'number', 1 + n, 'ideaId', gen_random_uuid(), 'ideaKey', 'many-' || n)
        """
            .formatted(id("t.id")));
  }

  /** Pairs that nobody leases, each with an attempt, numbers, a parameter, a tag and an output. */
  private void fillRuns(String run) {
    rows.copy(
        "run",
        "t.id = '%s'".formatted(run),
        "'id', %s, 'index', 1000 + n, 'state', 'SUCCEEDED'".formatted(id("t.id")));
    rows.copy(
        "attempt",
        "t.run_id = '%s'".formatted(run),
        "'id', %s, 'run_id', %s, 'state', 'SUCCEEDED'".formatted(id("t.id"), id("t.run_id")));
    rows.execute(
        """
        insert into metric (attempt_id, run_id, seq, key, value, step)
        select a.id, a.run_id, n, 'loss', n, n
        from attempt a, generate_series(1, %2$d) n
        where a.run_id = '%1$s' and a.number = 1 and a.stage_index = 0;
        insert into metric (attempt_id, run_id, seq, key, value, step)
        select a.id, a.run_id, 0, 'loss', 1, 0
        from attempt a join run r on r.id = a.run_id
        where r.index >= 1000;
        insert into run_param (run_id, key, value)
        select id, 'depth', '3' from run where index >= 1000;
        insert into run_tag (run_id, key, value)
        select id, 'colour', 'blue' from run where index >= 1000;
        """
            .formatted(run, ManyRows.COUNT));
  }
}
