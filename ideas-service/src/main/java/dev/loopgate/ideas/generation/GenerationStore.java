package dev.loopgate.ideas.generation;

import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The rows of generations; written once, never changed. */
@ApplicationScoped
public class GenerationStore {
  private static final String SHOWN =
      """
      select g.*, g.id = p.current_generation_id as is_current
      from generation g
      join program p on p.id = g.program_id
      """;

  private final Database database;

  @Inject
  GenerationStore(Database database) {
    this.database = database;
  }

  void insert(Generation generation) {
    database.update(
        """
        insert into generation (id, program_id, program, program_version, number, parent_id,
          commit_id, tag, evaluator_digest, baseline_workspace, evaluator_workspace, idea_id,
          idea_key, decision_id, experiment_id, subject_key, rolls_back_to, advanced_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        generation.id(),
        generation.programId(),
        generation.program(),
        generation.programVersion(),
        generation.number(),
        generation.parentId(),
        generation.commit(),
        generation.tag(),
        generation.evaluatorDigest(),
        generation.baselineWorkspace(),
        generation.evaluatorWorkspace(),
        generation.ideaId(),
        generation.ideaKey(),
        generation.decisionId(),
        generation.experimentId(),
        generation.subjectKey(),
        generation.rollsBackTo(),
        generation.advancedAt());
  }

  public Optional<Generation> find(UUID id) {
    return database.find("select * from generation where id = ?", GenerationStore::read, id);
  }

  /** One generation of a program, by its number. */
  public Optional<Generation> numbered(UUID programId, int number) {
    return database.find(
        "select * from generation where program_id = ? and number = ?",
        GenerationStore::read,
        programId,
        number);
  }

  /** All generations of a program, oldest first. */
  public List<Generation> all(UUID programId) {
    return database.list(
        "select * from generation where program_id = ? order by number",
        GenerationStore::read,
        programId);
  }

  /** The newest generation of a program, by its name. */
  public Optional<Generation> current(String program) {
    return database.find(
        "select * from generation where program = ? order by number desc limit 1",
        GenerationStore::read,
        program);
  }

  /** One generation as it is shown. */
  Optional<GenerationView> view(UUID id) {
    return database.find(SHOWN + "where g.id = ?", GenerationStore::shown, id);
  }

  /** Of all programs, newest first, below an id. */
  List<GenerationView> page(UUID below, int limit) {
    return database.list(
        SHOWN + "where g.id < ? order by g.id desc limit ?", GenerationStore::shown, below, limit);
  }

  /** Of one program, newest first, below an id. */
  List<GenerationView> page(UUID programId, UUID below, int limit) {
    return database.list(
        SHOWN + "where g.program_id = ? and g.id < ? order by g.id desc limit ?",
        GenerationStore::shown,
        programId,
        below,
        limit);
  }

  private static GenerationView shown(ResultSet row) throws SQLException {
    return GenerationView.from(read(row), row.getBoolean("is_current"));
  }

  private static Generation read(ResultSet row) throws SQLException {
    return new Generation(
        row.getObject("id", UUID.class),
        row.getObject("program_id", UUID.class),
        row.getString("program"),
        row.getInt("program_version"),
        row.getInt("number"),
        row.getObject("parent_id", UUID.class),
        row.getString("commit_id"),
        row.getString("tag"),
        row.getString("evaluator_digest"),
        row.getString("baseline_workspace"),
        row.getString("evaluator_workspace"),
        row.getObject("idea_id", UUID.class),
        row.getString("idea_key"),
        row.getObject("decision_id", UUID.class),
        row.getObject("experiment_id", UUID.class),
        row.getString("subject_key"),
        row.getObject("rolls_back_to", Integer.class),
        Objects.requireNonNull(Database.instant(row, "advanced_at")));
  }
}
