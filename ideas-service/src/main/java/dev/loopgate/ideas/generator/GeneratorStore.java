package dev.loopgate.ideas.generator;

import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** How many ideas the generator was asked for, and how many it made. */
@ApplicationScoped
class GeneratorStore {
  private static final String COLUMNS =
      "r.id, r.program_id, r.asked, r.proposed, r.sponsor, r.exhausted, r.requested_at";

  private final Database database;

  @Inject
  GeneratorStore(Database database) {
    this.database = database;
  }

  void insert(GeneratorRequest request, String origin) {
    database.update(
        """
        insert into generator_request (id, program_id, asked, sponsor, origin, requested_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        request.id(),
        request.programId(),
        request.asked(),
        request.sponsor(),
        origin,
        request.requestedAt());
  }

  /** How many ideas requests of one origin asked for in a program. */
  int asked(UUID programId, String origin) {
    return database
        .find(
            "select coalesce(sum(asked), 0) from generator_request where program_id = ? and origin = ?",
            row -> row.getInt(1),
            programId,
            origin)
        .orElse(0);
  }

  /** Which programs may have another idea: somebody asked, and nothing holds the generator up. */
  List<UUID> due(int mostUndecided) {
    return database.list(
        """
        select r.program_id, min(r.requested_at) as requested_at
        from generator_request r
        where r.proposed < r.asked and not r.exhausted
          and (select count(*) from idea i
               where i.program_id = r.program_id and i.status = 'OPEN' and i.verdict is null
                 and i.provenance ->> 'principal' = 'evolve@' || i.program) < ?
          and not exists (select 1 from quarantine q
               join program p on q.subject = 'evolve@' || p.name
               where p.id = r.program_id and q.lifted_at is null)
          and not exists (select 1 from stop s
               where s.in_force and (s.program_id is null or s.program_id = r.program_id))
        group by r.program_id
        order by requested_at
        """,
        row -> row.getObject(1, UUID.class),
        mostUndecided);
  }

  /** The oldest open request of a program. */
  Optional<GeneratorRequest> next(UUID programId) {
    return database.find(
        "select "
            + COLUMNS
            + """
             from generator_request r
            where r.program_id = ? and r.proposed < r.asked and not r.exhausted
            order by r.requested_at
            limit 1
            """,
        GeneratorStore::read,
        programId);
  }

  /** Ideas of the generator that wait for their verdict. */
  int undecided(UUID programId) {
    return database
        .find(
            """
            select count(*) from idea
            where program_id = ? and status = 'OPEN' and verdict is null
              and provenance ->> 'principal' = 'evolve@' || program
            """,
            row -> row.getInt(1),
            programId)
        .orElse(0);
  }

  /** Counts one idea; false when all that were asked for are made. */
  boolean tryCount(UUID id) {
    return database.update(
            """
            update generator_request set proposed = proposed + 1
            where id = ? and proposed < asked
            """,
            id)
        == 1;
  }

  void exhaust(UUID id) {
    database.update("update generator_request set exhausted = true where id = ?", id);
  }

  /** Newest first, below an id. */
  List<GeneratorRequest> page(UUID programId, UUID below, int limit) {
    return database.list(
        "select "
            + COLUMNS
            + """
             from generator_request r
            where r.program_id = ? and r.id < ?
            order by r.id desc
            limit ?
            """,
        GeneratorStore::read,
        programId,
        below,
        limit);
  }

  private static GeneratorRequest read(ResultSet row) throws SQLException {
    return new GeneratorRequest(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getInt(3),
        row.getInt(4),
        row.getString(5),
        row.getBoolean(6),
        Objects.requireNonNull(Database.instant(row, "requested_at")));
  }
}
