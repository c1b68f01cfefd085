package dev.loopgate.ideas.workspace;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.wire.json.Json;
import dev.loopgate.wire.path.Globs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** From which commit each tarball can be made again. */
@ApplicationScoped
class WorkspaceStore {
  private final Sql sql;

  @Inject
  WorkspaceStore(Sql sql) {
    this.sql = sql;
  }

  /** Where a tarball comes from. */
  record Origin(String program, String commit, Globs leftOut, boolean holdsSealed) {}

  /** The same bytes may be harmless in one program and sealed in another: sealed wins. */
  void remember(String digest, Origin origin) {
    sql.update(
            """
            insert into workspace (digest, program, commit_id, left_out, holds_sealed)
            values (:digest, :program, :commit, :patterns::jsonb, :holdsSealed)
            on conflict (digest) do update
            set holds_sealed = workspace.holds_sealed or excluded.holds_sealed
            """,
            origin)
        .bind("digest", digest)
        .bind("patterns", Json.write(origin.leftOut().patterns()))
        .execute();
  }

  Optional<Origin> find(String digest) {
    return sql.query(
            "select program, commit_id, left_out, holds_sealed from workspace where digest = :digest")
        .bind("digest", digest)
        .map(row ->
            new Origin(
                row.getColumn("program", String.class),
                row.getColumn("commit_id", String.class),
                Globs.of(
                    List.of(Json.read(row.getColumn("left_out", String.class), String[].class))),
                row.getColumn("holds_sealed", Boolean.class)))
        .findFirst();
  }
}
