package dev.loopgate.ideas.generator;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** How many ideas the generator was asked for, and how many it made. */
@ApplicationScoped
class GeneratorStore {
  private static final String REQUESTS =
      """
      select id, program_id, asked, proposed, sponsor, exhausted, requested_at
      from generator_request
      """;

  private final Sql sql;

  @Inject
  GeneratorStore(Sql sql) {
    this.sql = sql;
  }

  void insert(GeneratorRequest request, String origin) {
    sql.update(
            """
            insert into generator_request (id, program_id, asked, sponsor, origin, requested_at)
            values (:id, :programId, :asked, :sponsor, :origin, :requestedAt)
            """,
            request)
        .bind("origin", origin)
        .execute();
  }

  /** How many ideas requests of one origin asked for in a program. */
  int asked(UUID programId, String origin) {
    return sql.query(
            """
            select coalesce(sum(asked), 0) from generator_request
            where program_id = :programId and origin = :origin
            """)
        .bind("programId", programId)
        .bind("origin", origin)
        .mapTo(int.class)
        .one();
  }

  /** Which programs may have another idea: somebody asked, and nothing holds the generator up. */
  List<UUID> due(int mostUndecided) {
    return sql.query(
            """
            select r.program_id, min(r.requested_at) as requested_at
            from generator_request r
            where r.proposed < r.asked and not r.exhausted
              and (select count(*) from idea i
                   where i.program_id = r.program_id and i.status = 'OPEN' and i.verdict is null
                     and i.provenance ->> 'principal' = 'evolve@' || i.program) < :mostUndecided
              and not exists (select 1 from quarantine q
                   join program p on q.subject = 'evolve@' || p.name
                   where p.id = r.program_id and q.lifted_at is null)
              and not exists (select 1 from stop s
                   where s.in_force and (s.program_id is null or s.program_id = r.program_id))
            group by r.program_id
            order by requested_at
            """)
        .bind("mostUndecided", mostUndecided)
        .mapTo(UUID.class)
        .list();
  }

  /** The oldest open request of a program. */
  Optional<GeneratorRequest> next(UUID programId) {
    return sql.query(
            REQUESTS
                + """
                where program_id = :programId and proposed < asked and not exhausted
                order by requested_at
                limit 1
                """)
        .bind("programId", programId)
        .map(GeneratorStore::read)
        .findFirst();
  }

  /** Ideas of the generator that wait for their verdict. */
  int undecided(UUID programId) {
    return sql.query(
            """
            select count(*) from idea
            where program_id = :programId and status = 'OPEN' and verdict is null
              and provenance ->> 'principal' = 'evolve@' || program
            """)
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  /** Counts one idea; false when all that were asked for are made. */
  boolean tryCount(UUID id) {
    return sql.update(
                """
                update generator_request set proposed = proposed + 1
                where id = :id and proposed < asked
                """)
            .bind("id", id)
            .execute()
        == 1;
  }

  void exhaust(UUID id) {
    sql.update("update generator_request set exhausted = true where id = :id")
        .bind("id", id)
        .execute();
  }

  /** Newest first, below an id. */
  List<GeneratorRequest> page(UUID programId, UUID below, int limit) {
    return sql.query(
            REQUESTS
                + """
                where program_id = :programId and id < :below
                order by id desc
                limit :limit
                """)
        .bind("programId", programId)
        .bind("below", below)
        .bind("limit", limit)
        .map(GeneratorStore::read)
        .list();
  }

  private static GeneratorRequest read(RowView row) {
    return new GeneratorRequest(
        row.getColumn("id", UUID.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("asked", Integer.class),
        row.getColumn("proposed", Integer.class),
        row.getColumn("sponsor", String.class),
        row.getColumn("exhausted", Boolean.class),
        row.getColumn("requested_at", Instant.class));
  }
}
