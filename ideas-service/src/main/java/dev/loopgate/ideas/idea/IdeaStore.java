package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.keys.Keys;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The rows of ideas. */
@ApplicationScoped
public class IdeaStore {
  private final Sql sql;

  @Inject
  IdeaStore(Sql sql) {
    this.sql = sql;
  }

  void insert(Idea idea, String patch) {
    sql.update(
            """
            insert into idea (id, key, number, program_id, program, program_version, generation_id,
              generation, title, hypothesis, summary, provenance, authors, changed_paths,
              changed_lines, patch, patch_digest, commit_id, candidate_workspace, normalised_digest,
              rebased_from, canary, flags, status, proposed_at)
            values (:id, :key, :number, :programId, :program, :programVersion, :generationId,
              :generation, :title, :hypothesis, :summary, :provenance::jsonb, :authors::jsonb,
              :changedPaths::jsonb, :changedLines, :patch, :patchDigest, :commit,
              :candidateWorkspace, :normalisedDigest, :rebasedFrom, :canary, :flags::jsonb, :status,
              :proposedAt)
            """,
            idea)
        .bind("provenance", Json.write(idea.provenance()))
        .bind("authors", Json.write(idea.authors()))
        .bind("changedPaths", Json.write(idea.changedPaths()))
        .bind("patch", Json.utf8(patch))
        .bind("flags", Json.write(idea.flags()))
        .execute();
  }

  public Optional<Idea> find(UUID id) {
    return sql.query("select * from idea where id = :id")
        .bind("id", id)
        .map(IdeaStore::read)
        .findFirst();
  }

  boolean isOpen(UUID id) {
    return sql.query("select 1 from idea where id = :id and status = 'OPEN'")
        .bind("id", id)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  /** By id or key. */
  Optional<Idea> find(String idOrKey) {
    return Keys.uuid(idOrKey)
        .flatMap(this::find)
        .or(() ->
            sql.query("select * from idea where key = :key")
                .bind("key", idOrKey)
                .map(IdeaStore::read)
                .findFirst());
  }

  String patch(UUID id) {
    return sql.query("select patch from idea where id = :id")
        .bind("id", id)
        .map(row -> new String(row.getColumn("patch", byte[].class), StandardCharsets.UTF_8))
        .one();
  }

  /** The first idea of a program that ends in the same files. */
  Optional<Idea> findSame(UUID programId, String normalisedDigest) {
    return sql.query(
            """
            select * from idea
            where program_id = :programId
              and normalised_digest = :normalisedDigest and discarded_by is null
            order by number
            limit 1
            """)
        .bind("programId", programId)
        .bind("normalisedDigest", normalisedDigest)
        .map(IdeaStore::read)
        .findFirst();
  }

  /** How many ideas came after the last one that changes nothing. */
  int sinceNoChange(UUID programId) {
    return sql.query(
            """
            select count(*) from idea
            where program_id = :programId and number > (
              select coalesce(max(number), 0) from idea
              where program_id = :programId and canary = 'NO_CHANGE')
            """)
        .bind("programId", programId)
        .mapTo(int.class)
        .one();
  }

  /** The newest ideas of a program that change something, oldest of them first. */
  public List<Idea> newest(UUID programId, int limit) {
    return sql.query(
            """
            select * from idea
            where program_id = :programId and canary is distinct from 'NO_CHANGE'
            order by number desc
            limit :limit
            """)
        .bind("programId", programId)
        .bind("limit", limit)
        .map(IdeaStore::read)
        .list()
        .reversed();
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

  /** Keeps the first verdict that arrives. */
  boolean tryConclude(UUID id, Verdict verdict, UUID experimentId) {
    return sql.update(
                """
                update idea set verdict = :verdict::jsonb, experiment_id = :experimentId
                where id = :id and verdict is null
                """)
            .bind("verdict", Json.write(verdict))
            .bind("experimentId", experimentId)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Closes an open idea; false when it was closed before. */
  boolean tryClose(
      UUID id, IdeaStatus status, String reason, @Nullable UUID rebasedAs, Instant closedAt) {
    return sql.update(
                """
                update idea set status = :status, status_reason = :reason, rebased_as = :rebasedAs,
                  closed_at = :closedAt
                where id = :id and status = 'OPEN'
                """)
            .bind("status", status)
            .bind("reason", reason)
            .bind("rebasedAs", rebasedAs)
            .bind("closedAt", closedAt)
            .bind("id", id)
            .execute()
        == 1;
  }

  static Idea read(RowView row) {
    String verdict = row.getColumn("verdict", String.class);
    return new Idea(
        row.getColumn("id", UUID.class),
        row.getColumn("key", String.class),
        row.getColumn("number", Integer.class),
        row.getColumn("program_id", UUID.class),
        row.getColumn("program", String.class),
        row.getColumn("program_version", Integer.class),
        row.getColumn("generation_id", UUID.class),
        row.getColumn("generation", Integer.class),
        row.getColumn("title", String.class),
        row.getColumn("hypothesis", String.class),
        Json.read(row.getColumn("provenance", String.class), Provenance.class),
        List.of(Json.read(row.getColumn("authors", String.class), String[].class)),
        List.of(Json.read(row.getColumn("changed_paths", String.class), String[].class)),
        row.getColumn("changed_lines", Integer.class),
        row.getColumn("summary", String.class),
        row.getColumn("patch_digest", String.class),
        row.getColumn("commit_id", String.class),
        row.getColumn("candidate_workspace", String.class),
        row.getColumn("normalised_digest", String.class),
        row.getColumn("rebased_from", UUID.class),
        row.getColumn("rebased_as", UUID.class),
        row.getColumn("canary", CanaryKind.class),
        List.of(Json.read(row.getColumn("flags", String.class), IdeaFlag[].class)),
        row.getColumn("status", IdeaStatus.class),
        row.getColumn("status_reason", String.class),
        verdict == null ? null : Json.read(verdict, Verdict.class),
        row.getColumn("experiment_id", UUID.class),
        row.getColumn("proposed_at", Instant.class),
        row.getColumn("closed_at", Instant.class));
  }
}
