package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds open ideas that must be ended together. */
@ApplicationScoped
class OpenIdeaStore {
  private final Sql sql;

  @Inject
  OpenIdeaStore(Sql sql) {
    this.sql = sql;
  }

  /** The open ideas of a program that are not against the given generation, oldest first. */
  List<Idea> againstOther(UUID programId, UUID generationId, int limit) {
    return sql.query(
            """
            select * from idea
            where program_id = :programId and status = 'OPEN' and generation_id <> :generationId
            order by number
            limit :limit
            """)
        .bind("programId", programId)
        .bind("generationId", generationId)
        .bind("limit", limit)
        .map(IdeaStore::read)
        .list();
  }

  /** How many ideas of a person and of the agents that the person sponsors have no verdict yet. */
  int undecidedOf(String person, UUID programId) {
    return sql.query(
            """
            select count(*) from idea
            where program_id = :programId and status = 'OPEN' and verdict is null
              and coalesce(provenance ->> 'sponsor', provenance ->> 'principal') = :person
            """)
        .bind("programId", programId)
        .bind("person", person)
        .mapTo(int.class)
        .findFirst()
        .orElse(0);
  }

  /**
   * The open ideas of a program without a verdict, proposed by then, oldest first; none whose
   * adoption was decided and only waits, for its verdict for example.
   */
  List<Idea> undecided(UUID programId, Instant until, int limit) {
    return sql.query(
            """
            select * from idea i
            where program_id = :programId and status = 'OPEN'
              and verdict is null and proposed_at <= :until
              and not exists (select 1 from intent d
                              where d.program_id = i.program_id and d.kind = 'DECISION'
                                and d.data ->> 'ideaId' = i.id::text)
            order by number
            limit :limit
            """)
        .bind("programId", programId)
        .bind("until", until)
        .bind("limit", limit)
        .map(IdeaStore::read)
        .list();
  }

  /** Lets the same change be proposed again. */
  void discard(UUID id, String stop) {
    sql.update("update idea set discarded_by = :stop where id = :id")
        .bind("stop", stop)
        .bind("id", id)
        .execute();
  }

  /** Where an agent has open ideas. */
  List<UUID> programsOf(String proposer) {
    return sql.query(
            """
            select distinct program_id from idea
            where provenance ->> 'principal' = :proposer
              and provenance ->> 'kind' = 'AGENT' and status = 'OPEN'
            order by program_id
            """)
        .bind("proposer", proposer)
        .mapTo(UUID.class)
        .list();
  }

  /** The open ideas of an agent in a program, proposed by then, oldest first. */
  List<Idea> of(String proposer, UUID programId, Instant until, int limit) {
    return sql.query(
            """
            select * from idea
            where program_id = :programId and provenance ->> 'principal' = :proposer
              and provenance ->> 'kind' = 'AGENT' and status = 'OPEN' and proposed_at <= :until
            order by number
            limit :limit
            """)
        .bind("programId", programId)
        .bind("proposer", proposer)
        .bind("until", until)
        .bind("limit", limit)
        .map(IdeaStore::read)
        .list();
  }
}
