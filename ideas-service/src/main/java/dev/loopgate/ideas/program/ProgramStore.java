package dev.loopgate.ideas.program;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.ideas.generation.Generation;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
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

  private final Sql sql;

  @Inject
  ProgramStore(Sql sql) {
    this.sql = sql;
  }

  public Optional<Program> find(String name) {
    return sql.query(NEWEST + "where p.name = :name")
        .bind("name", name)
        .map(ProgramStore::read)
        .findFirst();
  }

  public Optional<Program> find(UUID id) {
    return sql.query(NEWEST + "where p.id = :id")
        .bind("id", id)
        .map(ProgramStore::read)
        .findFirst();
  }

  /** Locks the program until the transaction ends; ideas and generations of it are made in turn. */
  public Optional<Program> lock(UUID id) {
    sql.query("select 1 from program where id = :id for update")
        .bind("id", id)
        .mapTo(int.class)
        .findFirst();
    return find(id);
  }

  public List<Program> page(@Nullable String after, int limit) {
    return sql.query(
            NEWEST + "where (:after::text is null or p.name > :after) order by p.name limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map(ProgramStore::read)
        .list();
  }

  public void insert(Program program) {
    sql.update(
            """
            insert into program (id, name, version, current_generation, current_generation_id)
            values (:id, :name, :version, :currentGeneration, :currentGenerationId)
            """,
            program)
        .execute();
    insertVersion(program);
  }

  void addVersion(Program program) {
    sql.update("update program set version = :version where id = :id")
        .bind("version", program.version())
        .bind("id", program.id())
        .execute();
    insertVersion(program);
  }

  private void insertVersion(Program program) {
    sql.update(
            """
            insert into program_version
              (program_id, version, title, spec, spec_digest, applied_by, applied_at)
            values (:id, :version, :title, :spec::jsonb, :specDigest, :appliedBy, :appliedAt)
            """,
            program)
        .bind("spec", Json.write(program.spec()))
        .execute();
  }

  /** Makes a generation the current one; false when its parent is not current any more. */
  public boolean tryAdvance(Generation generation) {
    return sql.update(
                """
                update program set current_generation = :number, current_generation_id = :id
                where id = :programId and current_generation_id = :parentId
                """,
                generation)
            .execute()
        == 1;
  }

  /** Gives an idea the next n of its key, without gaps; false when that is another number. */
  public boolean tryNumber(UUID programId, int number) {
    return sql.update(
                """
                update program set last_idea_number = :number
                where id = :programId and last_idea_number = :number - 1
                """)
            .bind("number", number)
            .bind("programId", programId)
            .execute()
        == 1;
  }

  /** The next n of a kind of question; gap-free, because it rolls back with the question. */
  public int nextNumber(UUID programId, String kind) {
    return sql.query(
            """
            update program set last_%1$s_number = last_%1$s_number + 1
            where id = :programId
            returning last_%1$s_number
            """
                .formatted(kind))
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  /** The n of the newest question of a kind. */
  public int lastNumber(UUID programId, String kind) {
    return sql.query("select last_%s_number from program where id = :programId".formatted(kind))
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  private static Program read(RowView row) {
    return new Program(
        row.getColumn("id", UUID.class),
        row.getColumn("name", String.class),
        row.getColumn("title", String.class),
        row.getColumn("version", Integer.class),
        row.getColumn("current_generation", Integer.class),
        row.getColumn("current_generation_id", UUID.class),
        row.getColumn("last_idea_number", Integer.class),
        Json.read(row.getColumn("spec", String.class), ProgramSpec.class),
        row.getColumn("spec_digest", String.class),
        row.getColumn("applied_by", String.class),
        row.getColumn("applied_at", Instant.class));
  }
}
