package dev.loopgate.ideas.workspace;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.path.Globs;
import dev.loopgate.ideas.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** From which commit each tarball can be made again. */
@ApplicationScoped
class WorkspaceStore {
  private final Database database;

  @Inject
  WorkspaceStore(Database database) {
    this.database = database;
  }

  /** Where a tarball comes from. */
  record Origin(String program, String commit, Globs leftOut, boolean holdsSealed) {}

  /** The same bytes may be harmless in one program and sealed in another: sealed wins. */
  void remember(String digest, Origin origin) {
    database.update(
        """
        insert into workspace (digest, program, commit_id, left_out, holds_sealed)
        values (?, ?, ?, ?::jsonb, ?)
        on conflict (digest) do update
        set holds_sealed = workspace.holds_sealed or excluded.holds_sealed
        """,
        digest,
        origin.program(),
        origin.commit(),
        Json.write(origin.leftOut().patterns()),
        origin.holdsSealed());
  }

  Optional<Origin> find(String digest) {
    return database.find(
        "select program, commit_id, left_out, holds_sealed from workspace where digest = ?",
        row ->
            new Origin(
                row.getString(1),
                row.getString(2),
                Globs.of(List.of(Json.read(row.getString(3), String[].class))),
                row.getBoolean(4)),
        digest);
  }
}
