package dev.loopgate.ideas.program;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of programs and their versions. The program's row is the lock of all it owns. */
@ApplicationScoped
public class ProgramStore {
  private static final String NEWEST =
      """
      select p.id, p.name, p.version, p.current_generation, p.current_generation_id,
        p.last_idea_number, v.title, v.spec::text as spec, v.spec_digest, v.applied_by, v.applied_at
      from program p
      join program_version v on v.program_id = p.id and v.version = p.version
      """;

  private final Database database;

  @Inject
  ProgramStore(Database database) {
    this.database = database;
  }

  public Optional<Program> find(String name) {
    return database.find(NEWEST + "where p.name = ?", ProgramStore::read, name);
  }

  public Optional<Program> find(UUID id) {
    return database.find(NEWEST + "where p.id = ?", ProgramStore::read, id);
  }

  /** Locks the program until the transaction ends; ideas and generations of it are made in turn. */
  public Optional<Program> lock(UUID id) {
    database.find("select 1 from program where id = ? for update", row -> row.getInt(1), id);
    return find(id);
  }

  List<Program> page(@Nullable String after, int limit) {
    return database.list(
        NEWEST + "where (?::text is null or p.name > ?) order by p.name limit ?",
        ProgramStore::read,
        after,
        after,
        limit);
  }

  void insert(Program program) {
    database.update(
        """
        insert into program (id, name, version, current_generation, current_generation_id)
        values (?, ?, ?, ?, ?)
        """,
        program.id(),
        program.name(),
        program.version(),
        program.currentGeneration(),
        program.currentGenerationId());
    insertVersion(program);
  }

  void addVersion(Program program) {
    database.update("update program set version = ? where id = ?", program.version(), program.id());
    insertVersion(program);
  }

  private void insertVersion(Program program) {
    database.update(
        """
        insert into program_version
          (program_id, version, title, spec, spec_digest, applied_by, applied_at)
        values (?, ?, ?, ?::jsonb, ?, ?, ?)
        """,
        program.id(),
        program.version(),
        program.title(),
        Json.write(program.spec()),
        program.specDigest(),
        program.appliedBy(),
        program.appliedAt());
  }

  /** Makes a generation the current one; false when its parent is not current any more. */
  public boolean tryAdvance(Generation generation) {
    return database.update(
            """
            update program set current_generation = ?, current_generation_id = ?
            where id = ? and current_generation_id = ?
            """,
            generation.number(),
            generation.id(),
            generation.programId(),
            generation.parentId())
        == 1;
  }

  /** Gives an idea the next n of its key, without gaps; false when that is another number. */
  public boolean tryNumber(UUID programId, int number) {
    return database.update(
            "update program set last_idea_number = ? where id = ? and last_idea_number = ?",
            number,
            programId,
            number - 1)
        == 1;
  }

  private static Program read(ResultSet row) throws SQLException {
    return new Program(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("title"),
        row.getInt("version"),
        row.getInt("current_generation"),
        row.getObject("current_generation_id", UUID.class),
        row.getInt("last_idea_number"),
        Json.read(row.getString("spec"), ProgramSpec.class),
        row.getString("spec_digest"),
        row.getString("applied_by"),
        Objects.requireNonNull(Database.instant(row, "applied_at")));
  }
}
