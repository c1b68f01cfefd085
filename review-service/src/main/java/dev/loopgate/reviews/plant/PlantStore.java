package dev.loopgate.reviews.plant;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.reviews.rules.CatchRate;
import dev.loopgate.reviews.rules.Defect;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;

/** Every plant, and what people answered on those that have ended. */
@Singleton
public class PlantStore {
  private static final String SELECT =
      """
      select id, review_id, review_key, program_id, program, number, model, defect, planter, salt,
             planted_at, result, ended_at,
             coalesce(
               (select json_agg(
                  json_build_object('person', a.person, 'caught', a.caught) order by a.person)
                from plant_answer a where a.plant_id = plant.id), '[]')::text as answers
      from plant
      """;

  private final Sql sql;

  @Inject
  PlantStore(Sql sql) {
    this.sql = sql;
  }

  public void add(Plant plant) {
    sql.update(
            """
            insert into plant
              (id, review_id, review_key, program_id, program, number, model, defect, planter, salt,
               planted_at)
            values (:id, :reviewId, :reviewKey, :programId, :program, :number, :model, :defect,
              :planter, :salt, :plantedAt)
            """,
            plant)
        .execute();
  }

  /** Remembers the end; false when the plant had ended. The caller holds the review's lock. */
  public boolean tryEnd(UUID id, PlantResult result, List<PlantAnswer> answers, Instant endedAt) {
    if (sql.update(
                """
                update plant set result = :result, ended_at = :endedAt
                where id = :id and result is null
                """)
            .bind("result", result)
            .bind("endedAt", endedAt)
            .bind("id", id)
            .execute()
        == 0) {
      return false;
    }
    for (PlantAnswer answer : answers) {
      sql.update(
              "insert into plant_answer (plant_id, person, caught) values (:id, :person, :caught)")
          .bind("id", id)
          .bind("person", answer.person())
          .bind("caught", answer.caught())
          .execute();
    }
    return true;
  }

  public Optional<Plant> find(UUID id) {
    return sql.query(SELECT + "where id = :id").bind("id", id).map(PlantStore::plant).findFirst();
  }

  public Optional<Plant> ofReview(UUID reviewId) {
    return sql.query(SELECT + "where review_id = :reviewId")
        .bind("reviewId", reviewId)
        .map(PlantStore::plant)
        .findFirst();
  }

  /** Those of the reviews that were planted. */
  public Map<UUID, Plant> ofReviews(List<UUID> reviewIds) {
    return sql.query(SELECT + "where review_id = any(:reviewIds)")
        .bind("reviewIds", reviewIds.toArray(UUID[]::new))
        .map(PlantStore::plant)
        .collect(Collectors.toMap(Plant::reviewId, plant -> plant));
  }

  public List<Plant> open() {
    return sql.query(SELECT + "where result is null order by id").map(PlantStore::plant).list();
  }

  /** The open ones of a program, oldest first. */
  public List<Plant> open(UUID programId) {
    return sql.query(SELECT + "where program_id = :programId and result is null order by id")
        .bind("programId", programId)
        .map(PlantStore::plant)
        .list();
  }

  /** The highest number that a plant of a program has; 0 when there is none. */
  public int highestNumber(UUID programId) {
    return sql.query("select coalesce(max(number), 0) from plant where program_id = :programId")
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  /** Newest first: those that have ended, and of the open ones these. */
  public List<Plant> list(List<UUID> open, UUID below, int limit) {
    return sql.query(
            SELECT
                + """
                where (result is not null or id = any(:open)) and id < :below
                order by id desc
                limit :limit
                """)
        .bind("open", open.toArray(UUID[]::new))
        .bind("below", below)
        .bind("limit", limit)
        .map(PlantStore::plant)
        .list();
  }

  /** Over all that have ended. */
  public CatchRate rate() {
    return sql.query(
            """
            select count(*) filter (where result = 'CAUGHT') as caught,
                   count(*) filter (where result = 'MISSED') as missed,
                   count(*) filter (where result = 'UNDECIDED') as undecided
            from plant
            """)
        .map(row ->
            CatchRate.of(
                row.getColumn("caught", Integer.class),
                row.getColumn("missed", Integer.class),
                row.getColumn("undecided", Integer.class)))
        .one();
  }

  private static Plant plant(RowView row) {
    return new Plant(
        row.getColumn("id", UUID.class),
        row.getColumn("review_id", UUID.class),
        row.getColumn("review_key", String.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("number", Integer.class),
        row.getColumn("model", String.class),
        row.getColumn("defect", Defect.class),
        row.getColumn("planter", String.class),
        row.getColumn("salt", String.class),
        row.getColumn("planted_at", Instant.class),
        row.getColumn("result", PlantResult.class),
        row.getColumn("ended_at", Instant.class),
        List.of(Json.read(row.getColumn("answers", String.class), PlantAnswer[].class)));
  }
}
