package dev.loopgate.reviews.plant;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.reviews.rows.RowStore;
import dev.loopgate.reviews.rules.CatchRate;
import dev.loopgate.reviews.rules.Defect;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Every plant, and what people answered on those that have ended. */
@Singleton
public class PlantStore extends RowStore {
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

  @Inject
  PlantStore(AgroalDataSource dataSource) {
    super(dataSource);
  }

  public void add(Plant plant) {
    update(
        """
        insert into plant
          (id, review_id, review_key, program_id, program, number, model, defect, planter, salt,
           planted_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        plant.id(),
        plant.reviewId(),
        plant.reviewKey(),
        plant.programId(),
        plant.program(),
        plant.number(),
        plant.model(),
        plant.defect().name(),
        plant.planter(),
        plant.salt(),
        plant.plantedAt());
  }

  /** Remembers the end; false when the plant had ended. The caller holds the review's lock. */
  public boolean tryEnd(UUID id, PlantResult result, List<PlantAnswer> answers, Instant endedAt) {
    if (update(
            "update plant set result = ?, ended_at = ? where id = ? and result is null",
            result.name(),
            endedAt,
            id)
        == 0) {
      return false;
    }
    for (PlantAnswer answer : answers) {
      update(
          "insert into plant_answer (plant_id, person, caught) values (?, ?, ?)",
          id,
          answer.person(),
          answer.caught());
    }
    return true;
  }

  public Optional<Plant> find(UUID id) {
    return first(SELECT + "where id = ?", PlantStore::plant, id);
  }

  public Optional<Plant> ofReview(UUID reviewId) {
    return first(SELECT + "where review_id = ?", PlantStore::plant, reviewId);
  }

  /** Those of the reviews that were planted. */
  public Map<UUID, Plant> ofReviews(List<UUID> reviewIds) {
    return query(
            SELECT + "where review_id = any(?)",
            PlantStore::plant,
            (Object) reviewIds.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Plant::reviewId, plant -> plant));
  }

  public List<Plant> open() {
    return query(SELECT + "where result is null order by id", PlantStore::plant);
  }

  /** The open ones of a program, oldest first. */
  public List<Plant> open(UUID programId) {
    return query(
        SELECT + "where program_id = ? and result is null order by id",
        PlantStore::plant,
        programId);
  }

  /** The highest number that a plant of a program has; 0 when there is none. */
  public int highestNumber(UUID programId) {
    return query(
            "select coalesce(max(number), 0) from plant where program_id = ?",
            row -> row.getInt(1),
            programId)
        .getFirst();
  }

  /** Newest first: those that have ended, and of the open ones these. */
  public List<Plant> list(List<UUID> open, UUID below, int limit) {
    return query(
        SELECT
            + """
            where (result is not null or id = any(?)) and id < ?
            order by id desc
            limit ?
            """,
        PlantStore::plant,
        open.toArray(UUID[]::new),
        below,
        limit);
  }

  /** Over all that have ended. */
  public CatchRate rate() {
    return query(
            """
            select count(*) filter (where result = 'CAUGHT') as caught,
                   count(*) filter (where result = 'MISSED') as missed,
                   count(*) filter (where result = 'UNDECIDED') as undecided
            from plant
            """,
            row ->
                CatchRate.of(row.getInt("caught"), row.getInt("missed"), row.getInt("undecided")))
        .getFirst();
  }

  private static Plant plant(ResultSet row) throws SQLException {
    String result = row.getString("result");
    return new Plant(
        uuid(row, "id"),
        uuid(row, "review_id"),
        row.getString("review_key"),
        uuid(row, "program_id"),
        row.getString("program"),
        row.getInt("number"),
        row.getString("model"),
        Defect.valueOf(row.getString("defect")),
        row.getString("planter"),
        row.getString("salt"),
        instant(row, "planted_at"),
        result == null ? null : PlantResult.valueOf(result),
        instantOrNull(row, "ended_at"),
        List.of(Json.read(row.getString("answers"), PlantAnswer[].class)));
  }
}
