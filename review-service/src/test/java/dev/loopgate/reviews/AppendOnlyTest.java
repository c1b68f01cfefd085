package dev.loopgate.reviews;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.testkit.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses, whoever asks it. */
@QuarkusTest
class AppendOnlyTest extends DeskTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update log_entry set leaf = 'x'",
        "delete from log_entry",
        "truncate log_entry cascade",
        "update log_content set content = 'x'",
        "delete from log_announcement",
        "update log_leaf set index = index + 1",
        "delete from log_leaf",
        "update log_node set hash = null",
        "delete from log_node",
        "update vote set value = 'APPROVE'",
        "delete from vote",
        "update decision set outcome = 'ADOPT'",
        "delete from decision",
        "update dossier_version set digest = 'x'",
        "update policy_version set content = '{}'"
      })
  void nothingThatWasRecordedCanBeChanged(String change) {
    assertThatThrownBy(() -> execute(change))
        .hasMessageMatching("(?s).*(is append-only|permission denied).*");
    assertThatThrownBy(() -> executeAsSuperuser(change)).hasMessageContaining("is append-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update log_tree set size = size - 1",
        "delete from log_tree",
        "update log_checkpoint set size = 0",
        "delete from log_checkpoint",
      })
  void theLogNeverShrinks(String change) {
    assertThatThrownBy(() -> execute(change)).hasMessageContaining("never shrinks");
  }

  @Test
  void nothingLeavesTheQueueWithoutAnIndex() {
    assertThatThrownBy(() ->
            execute(
                """
                with entry as (
                  insert into log_entry (id, leaf) values (gen_random_uuid(), '{}')
                  returning id, seq),
                queued as (
                  insert into log_pending (entry_id, seq) select id, seq from entry)
                select 1;
                delete from log_pending where entry_id in (select id from log_entry where leaf = '{}')
                """))
        .hasMessageContaining("has no index yet");
  }

  private static void executeAsSuperuser(String change) throws SQLException {
    try (Connection own = dataSource().getConnection();
        Connection connection =
            DriverManager.getConnection(TestDatabase.asSuperuser(own.getMetaData().getURL()));
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }
}
