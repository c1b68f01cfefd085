package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Asks about ideas what is in their JSON, or in other rows; finds those to be ended together. */
@ApplicationScoped
class IdeaStore {
  private final Sql sql;

  @Inject
  IdeaStore(Sql sql) {
    this.sql = sql;
  }

  /** Which of some keys name no idea. */
  List<String> unknownKeys(List<String> keys) {
    return sql.query(
            """
            select k from jsonb_array_elements_text(:keys::jsonb) as k
            where not exists (select 1 from idea where key = k)
            """)
        .bind("keys", Json.write(keys))
        .mapTo(String.class)
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
  List<UUID> undecided(UUID programId, Instant until, int limit) {
    return sql.query(
            """
            select id from idea i
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
        .mapTo(UUID.class)
        .list();
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
  List<UUID> of(String proposer, UUID programId, Instant until, int limit) {
    return sql.query(
            """
            select id from idea
            where program_id = :programId and provenance ->> 'principal' = :proposer
              and provenance ->> 'kind' = 'AGENT' and status = 'OPEN' and proposed_at <= :until
            order by number
            limit :limit
            """)
        .bind("programId", programId)
        .bind("proposer", proposer)
        .bind("until", until)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }
}
