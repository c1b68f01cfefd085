package dev.loopgate.chassis.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.chassis.feed.TestPostgres;
import dev.loopgate.chassis.feed.ThreadBoundDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlTest {
  private static final Thing THING =
      new Thing(
          UUID.fromString("018f0000-0000-7000-8000-000000000001"),
          TimeUnit.DAYS,
          Instant.parse("2026-11-27T23:59:59.123456Z"),
          new byte[] {0, -1},
          7L);

  @SuppressWarnings("ArrayRecordComponent") // how a column of bytes is bound is the question
  private record Thing(
      UUID id,
      @Nullable TimeUnit unit,
      @Nullable Instant at,
      byte @Nullable [] hash,
      @Nullable Long count) {}

  @SuppressWarnings("NullAway.Init")
  private ThreadBoundDataSource dataSource;

  @SuppressWarnings("NullAway.Init")
  private Sql sql;

  @BeforeEach
  void makeATable() throws SQLException {
    String url = TestPostgres.create();
    TestPostgres.execute(
        url,
        "create table thing (id uuid primary key, unit text, at timestamptz, hash bytea, count bigint)");
    dataSource = TestPostgres.dataSource(url);
    sql = new Sql(dataSource);
  }

  @Test
  void aRowIsReadAsItWasWritten() {
    add(THING);

    assertThat(things()).usingRecursiveFieldByFieldElementComparator().containsExactly(THING);
  }

  @Test
  void whatIsAbsentIsNullOfAnyType() {
    Thing bare = new Thing(THING.id(), null, null, null, null);
    add(bare);

    assertThat(things()).containsExactly(bare);
    assertThat(
            sql.query("select count(*) from thing where :id::uuid is null and at is null")
                .bind("id", (UUID) null)
                .mapTo(int.class)
                .one())
        .isOne();
  }

  @Test
  void timesAreKeptToTheMicrosecond() {
    add(new Thing(THING.id(), null, Instant.parse("2026-11-27T23:59:59.123456789Z"), null, null));

    assertThat(things().getFirst().at()).isEqualTo("2026-11-27T23:59:59.123457Z");
  }

  @Test
  void listsAreBoundAsArrays() {
    add(THING);

    assertThat(
            sql.query(
                    "select 1 from thing where id = any(:ids) and unit = any(:units) and hash = any(:hashes)")
                .bind("ids", new UUID[] {THING.id()})
                .bind("units", new String[] {"DAYS", "HOURS"})
                .bind("hashes", new byte[][] {{0, -1}})
                .mapTo(int.class)
                .list())
        .containsExactly(1);
  }

  @Test
  void statementsTakePartInTheTransactionUnderWayAndLeaveItsEndAlone() {
    dataSource.run(() -> {
      add(THING);
      assertThat(things()).hasSize(1);
      return false;
    });

    assertThat(things()).isEmpty();
  }

  /** A leaked connection would be one of its own in PostgreSQL. */
  @Test
  void connectionsAreGivenBackAlsoWhenStatementsFail() {
    for (int i = 0; i < 20; i++) {
      add(new Thing(UUID.randomUUID(), null, null, null, null));
      sql.query("select id from thing").mapTo(UUID.class).findFirst();
      sql.batch("delete from thing where id = :id").bind("id", THING.id()).add().execute();
      sql.batch("delete from thing where id = :id").execute();
      assertThatThrownBy(() -> sql.update("delete from nothing").execute());
      assertThatThrownBy(() -> sql.query("select 1 / 0").mapTo(int.class).one());
      assertThatThrownBy(() -> sql.query("select :missing").mapTo(int.class).one());
      assertThatThrownBy(() -> sql.query("select 'x'").map(SqlTest::refuse).one());
    }

    assertThat(
            sql.query("select count(*) from pg_stat_activity where datname = current_database()")
                .mapTo(int.class)
                .one())
        .isOne();
  }

  @Test
  void aFailureNamesItsStateAndNoBoundValue() {
    add(THING);

    assertThatThrownBy(() -> sql.update("select :secret::int").bind("secret", "x").execute())
        .isInstanceOf(JdbiException.class)
        .satisfies(e -> assertThat(SqlState.of(e)).containsExactly(new SqlState("22P02")));
    assertThatThrownBy(() -> add(THING))
        .isInstanceOf(JdbiException.class)
        .hasMessageNotContaining("DAYS")
        .satisfies(e -> assertThat(SqlState.of(e)).allMatch(SqlState::blamesStatement));
  }

  @Test
  void aDatabaseThatIsAwayMayComeBack() {
    Sql nowhere = new Sql(TestPostgres.dataSource("jdbc:postgresql://localhost:1/none"));

    assertThatThrownBy(() -> nowhere.query("select 1").mapTo(int.class).one())
        .satisfies(
            e -> assertThat(SqlState.of(e)).isNotEmpty().allMatch(SqlState::saysUnavailable));
  }

  @Test
  void whatIsToldIsHeard() {
    sql.listen(
        "things",
        listening -> {
          sql.query("select pg_notify('things', :what)")
              .bind("what", "one more")
              .mapTo(String.class)
              .one();
          assertThat(listening.hear(Duration.ofSeconds(10))).containsExactly("one more");
        });
  }

  private void add(Thing thing) {
    sql.update("insert into thing values (:id, :unit, :at, :hash, :count)", thing).execute();
  }

  private List<Thing> things() {
    return sql.query("select * from thing").map(SqlTest::thing).list();
  }

  private static Thing thing(RowView row) {
    return new Thing(
        row.getColumn("id", UUID.class),
        row.getColumn("unit", TimeUnit.class),
        row.getColumn("at", Instant.class),
        row.getColumn("hash", byte[].class),
        row.getColumn("count", Long.class));
  }

  private static Thing refuse(RowView row) {
    throw new IllegalStateException("unreadable");
  }
}
