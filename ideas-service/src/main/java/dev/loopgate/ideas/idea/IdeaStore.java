package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.experiments.Verdict;
import dev.loopgate.contracts.ideas.CanaryKind;
import dev.loopgate.contracts.ideas.IdeaFlag;
import dev.loopgate.contracts.ideas.Provenance;
import dev.loopgate.ideas.sql.Database;
import dev.loopgate.ideas.sql.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of ideas. */
@ApplicationScoped
public class IdeaStore {
  private final Database database;

  @Inject
  IdeaStore(Database database) {
    this.database = database;
  }

  void insert(Idea idea, String patch) {
    database.update(
        """
        insert into idea (id, key, number, program_id, program, program_version, generation_id,
          generation, title, hypothesis, summary, provenance, authors, changed_paths,
          changed_lines, patch, patch_digest, commit_id, candidate_workspace, normalised_digest,
          rebased_from, canary, flags, status, proposed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?,
          ?, ?::jsonb, ?, ?)
        """,
        idea.id(),
        idea.key(),
        idea.number(),
        idea.programId(),
        idea.program(),
        idea.programVersion(),
        idea.generationId(),
        idea.generation(),
        idea.title(),
        idea.hypothesis(),
        idea.summary(),
        Json.write(idea.provenance()),
        Json.write(idea.authors()),
        Json.write(idea.changedPaths()),
        idea.changedLines(),
        Json.utf8(patch),
        idea.patchDigest(),
        idea.commit(),
        idea.candidateWorkspace(),
        idea.normalisedDigest(),
        idea.rebasedFrom(),
        idea.canary() == null ? null : idea.canary().name(),
        Json.write(idea.flags()),
        idea.status().name(),
        idea.proposedAt());
  }

  public Optional<Idea> find(UUID id) {
    return database.find("select * from idea where id = ?", IdeaStore::read, id);
  }

  boolean isOpen(UUID id) {
    return database
        .find("select 1 from idea where id = ? and status = 'OPEN'", row -> row.getInt(1), id)
        .isPresent();
  }

  /** By id or key. */
  Optional<Idea> find(String idOrKey) {
    return Keys.uuid(idOrKey)
        .flatMap(this::find)
        .or(() -> database.find("select * from idea where key = ?", IdeaStore::read, idOrKey));
  }

  String patch(UUID id) {
    return database
        .find(
            "select patch from idea where id = ?",
            row -> new String(row.getBytes(1), StandardCharsets.UTF_8),
            id)
        .orElseThrow();
  }

  /** The first idea of a program that ends in the same files. */
  Optional<Idea> findSame(UUID programId, String normalisedDigest) {
    return database.find(
        """
        select * from idea
        where program_id = ? and normalised_digest = ? and discarded_by is null
        order by number
        limit 1
        """,
        IdeaStore::read,
        programId,
        normalisedDigest);
  }

  /** How many ideas came after the last one that changes nothing. */
  int sinceNoChange(UUID programId) {
    return database
        .find(
            """
            select count(*) from idea
            where program_id = ? and number > (
              select coalesce(max(number), 0) from idea
              where program_id = ? and canary = 'NO_CHANGE')
            """,
            row -> row.getInt(1),
            programId,
            programId)
        .orElse(0);
  }

  /** The newest ideas of a program that change something, oldest of them first. */
  public List<Idea> newest(UUID programId, int limit) {
    return database
        .list(
            """
            select * from idea
            where program_id = ? and canary is distinct from 'NO_CHANGE'
            order by number desc
            limit ?
            """,
            IdeaStore::read,
            programId,
            limit)
        .reversed();
  }

  /** Which of some keys name no idea. */
  List<String> unknownKeys(List<String> keys) {
    return database.list(
        """
        select k from jsonb_array_elements_text(?::jsonb) as k
        where not exists (select 1 from idea where key = k)
        """,
        row -> row.getString(1),
        Json.write(keys));
  }

  /** Keeps the first verdict that arrives. */
  boolean tryConclude(UUID id, Verdict verdict, UUID experimentId) {
    return database.update(
            """
            update idea set verdict = ?::jsonb, experiment_id = ?
            where id = ? and verdict is null
            """,
            Json.write(verdict),
            experimentId,
            id)
        == 1;
  }

  /** Closes an open idea; false when it was closed before. */
  boolean tryClose(
      UUID id, IdeaStatus status, String reason, @Nullable UUID rebasedAs, Instant closedAt) {
    return database.update(
            """
            update idea set status = ?, status_reason = ?, rebased_as = ?, closed_at = ?
            where id = ? and status = 'OPEN'
            """,
            status.name(),
            reason,
            rebasedAs,
            closedAt,
            id)
        == 1;
  }

  static Idea read(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    String canary = row.getString("canary");
    return new Idea(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getInt("number"),
        row.getObject("program_id", UUID.class),
        row.getString("program"),
        row.getInt("program_version"),
        row.getObject("generation_id", UUID.class),
        row.getInt("generation"),
        row.getString("title"),
        row.getString("hypothesis"),
        Json.read(row.getString("provenance"), Provenance.class),
        List.of(Json.read(row.getString("authors"), String[].class)),
        List.of(Json.read(row.getString("changed_paths"), String[].class)),
        row.getInt("changed_lines"),
        row.getString("summary"),
        row.getString("patch_digest"),
        row.getString("commit_id"),
        row.getString("candidate_workspace"),
        row.getString("normalised_digest"),
        row.getObject("rebased_from", UUID.class),
        row.getObject("rebased_as", UUID.class),
        canary == null ? null : CanaryKind.valueOf(canary),
        List.of(Json.read(row.getString("flags"), IdeaFlag[].class)),
        IdeaStatus.valueOf(row.getString("status")),
        row.getString("status_reason"),
        verdict == null ? null : Json.read(verdict, Verdict.class),
        row.getObject("experiment_id", UUID.class),
        Objects.requireNonNull(Database.instant(row, "proposed_at")),
        Database.instant(row, "closed_at"));
  }
}
