package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds open ideas that must be ended together. */
@ApplicationScoped
class OpenIdeaStore {
  private final Database database;

  @Inject
  OpenIdeaStore(Database database) {
    this.database = database;
  }

  /** The open ideas of a program that are not against the given generation, oldest first. */
  List<Idea> againstOther(UUID programId, UUID generationId, int limit) {
    return database.list(
        """
        select * from idea
        where program_id = ? and status = 'OPEN' and generation_id <> ?
        order by number
        limit ?
        """,
        IdeaStore::read,
        programId,
        generationId,
        limit);
  }

  /** How many ideas of a person and of the agents that the person sponsors have no verdict yet. */
  int undecidedOf(String person, UUID programId) {
    return database
        .find(
            """
            select count(*) from idea
            where program_id = ? and status = 'OPEN' and verdict is null
              and coalesce(provenance ->> 'sponsor', provenance ->> 'principal') = ?
            """,
            row -> row.getInt(1),
            programId,
            person)
        .orElse(0);
  }

  /**
   * The open ideas of a program without a verdict, proposed by then, oldest first; none whose
   * adoption was decided and only waits, for its verdict for example.
   */
  List<Idea> undecided(UUID programId, Instant until, int limit) {
    return database.list(
        """
        select * from idea i
        where program_id = ? and status = 'OPEN' and verdict is null and proposed_at <= ?
          and not exists (select 1 from intent d
                          where d.program_id = i.program_id and d.kind = 'DECISION'
                            and d.data ->> 'ideaId' = i.id::text)
        order by number
        limit ?
        """,
        IdeaStore::read,
        programId,
        until,
        limit);
  }

  /** Lets the same change be proposed again. */
  void discard(UUID id, String stop) {
    database.update("update idea set discarded_by = ? where id = ?", stop, id);
  }

  /** Where an agent has open ideas. */
  List<UUID> programsOf(String proposer) {
    return database.list(
        """
        select distinct program_id from idea
        where provenance ->> 'principal' = ? and provenance ->> 'kind' = 'AGENT' and status = 'OPEN'
        order by program_id
        """,
        row -> row.getObject(1, UUID.class),
        proposer);
  }

  /** The open ideas of an agent in a program, proposed by then, oldest first. */
  List<Idea> of(String proposer, UUID programId, Instant until, int limit) {
    return database.list(
        """
        select * from idea
        where program_id = ? and provenance ->> 'principal' = ? and provenance ->> 'kind' = 'AGENT'
          and status = 'OPEN' and proposed_at <= ?
        order by number
        limit ?
        """,
        IdeaStore::read,
        programId,
        proposer,
        until,
        limit);
  }
}
