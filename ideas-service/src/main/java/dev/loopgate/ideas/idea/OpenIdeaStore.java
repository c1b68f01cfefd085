package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds open ideas that must be ended together. */
@ApplicationScoped
class OpenIdeaStore {
  private final Database database;

  @Inject
  OpenIdeaStore(Database database) {
    this.database = database;
  }

  /** The open ideas of a program that are not against the given generation, oldest first. */
  List<Idea> againstOther(UUID programId, UUID generationId) {
    return database.list(
        """
        select * from idea
        where program_id = ? and status = 'OPEN' and generation_id <> ?
        order by number
        """,
        IdeaStore::read,
        programId,
        generationId);
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

  /** Of one program or of all; in order of their ids, which is the order to lock them in. */
  List<UUID> programsWithUndecided(@Nullable UUID programId) {
    return database.list(
        """
        select distinct program_id from idea
        where (?::uuid is null or program_id = ?) and status = 'OPEN' and verdict is null
        order by program_id
        """,
        row -> row.getObject(1, UUID.class),
        programId,
        programId);
  }

  /** The open ideas without a verdict, of one program or of all. */
  List<Idea> undecided(@Nullable UUID programId) {
    return database.list(
        """
        select * from idea
        where (?::uuid is null or program_id = ?) and status = 'OPEN' and verdict is null
        order by id
        """,
        IdeaStore::read,
        programId,
        programId);
  }

  /** Lets the same change be proposed again. */
  void discard(UUID id, String stop) {
    database.update("update idea set discarded_by = ? where id = ?", stop, id);
  }

  /** In order of their ids, which is the order to lock them in. */
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

  List<Idea> of(String proposer) {
    return database.list(
        """
        select * from idea
        where provenance ->> 'principal' = ? and provenance ->> 'kind' = 'AGENT' and status = 'OPEN'
        order by id
        """,
        IdeaStore::read,
        proposer);
  }
}
