package dev.loopgate.ideas.generation;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** The rows of generations; written once, never changed. */
@ApplicationScoped
public class GenerationStore {
  private static final String SHOWN =
      """
      select g.*, g.id = p.current_generation_id as is_current
      from generation g
      join program p on p.id = g.program_id
      """;

  private final Sql sql;

  @Inject
  GenerationStore(Sql sql) {
    this.sql = sql;
  }

  void insert(Generation generation) {
    sql.update(
            """
            insert into generation (id, program_id, program, program_version, number, parent_id,
              commit_id, tag, evaluator_digest, baseline_workspace, evaluator_workspace, idea_id,
              idea_key, decision_id, experiment_id, subject_key, rolls_back_to, advanced_at)
            values (:id, :programId, :program, :programVersion, :number, :parentId, :commit, :tag,
              :evaluatorDigest, :baselineWorkspace, :evaluatorWorkspace, :ideaId, :ideaKey,
              :decisionId, :experimentId, :subjectKey, :rollsBackTo, :advancedAt)
            """,
            generation)
        .execute();
  }

  public Optional<Generation> find(UUID id) {
    return sql.query("select * from generation where id = :id")
        .bind("id", id)
        .map(GenerationStore::read)
        .findFirst();
  }

  /** One generation of a program, by its number. */
  public Optional<Generation> numbered(UUID programId, int number) {
    return sql.query("select * from generation where program_id = :programId and number = :number")
        .bind("programId", programId)
        .bind("number", number)
        .map(GenerationStore::read)
        .findFirst();
  }

  /** All generations of a program, oldest first. */
  public List<Generation> all(UUID programId) {
    return sql.query("select * from generation where program_id = :programId order by number")
        .bind("programId", programId)
        .map(GenerationStore::read)
        .list();
  }

  /** The newest generation of a program, by its name. */
  public Optional<Generation> current(String program) {
    return sql.query(
            "select * from generation where program = :program order by number desc limit 1")
        .bind("program", program)
        .map(GenerationStore::read)
        .findFirst();
  }

  /** One generation as it is shown. */
  Optional<GenerationView> view(UUID id) {
    return sql.query(SHOWN + "where g.id = :id")
        .bind("id", id)
        .map(GenerationStore::shown)
        .findFirst();
  }

  /** Of all programs, newest first, below an id. */
  List<GenerationView> page(UUID below, int limit) {
    return sql.query(SHOWN + "where g.id < :below order by g.id desc limit :limit")
        .bind("below", below)
        .bind("limit", limit)
        .map(GenerationStore::shown)
        .list();
  }

  /** Of one program, newest first, below an id. */
  List<GenerationView> page(UUID programId, UUID below, int limit) {
    return sql.query(
            SHOWN
                + "where g.program_id = :programId and g.id < :below order by g.id desc limit :limit")
        .bind("programId", programId)
        .bind("below", below)
        .bind("limit", limit)
        .map(GenerationStore::shown)
        .list();
  }

  private static GenerationView shown(RowView row) {
    return GenerationView.from(read(row), row.getColumn("is_current", Boolean.class));
  }

  private static Generation read(RowView row) {
    return new Generation(
        row.getColumn("id", UUID.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("program_version", Integer.class),
        row.getColumn("number", Integer.class),
        row.getColumn("parent_id", UUID.class),
        row.getColumn("commit_id", String.class),
        row.getColumn("tag", String.class),
        row.getColumn("evaluator_digest", String.class),
        row.getColumn("baseline_workspace", String.class),
        row.getColumn("evaluator_workspace", String.class),
        row.getColumn("idea_id", UUID.class),
        row.getColumn("idea_key", String.class),
        row.getColumn("decision_id", UUID.class),
        row.getColumn("experiment_id", UUID.class),
        row.getColumn("subject_key", String.class),
        row.getColumn("rolls_back_to", Integer.class),
        row.getColumn("advanced_at", Instant.class));
  }
}
