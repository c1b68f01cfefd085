package dev.loopgate.reviews.log;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.tlog.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The checkpoint that auditors see. */
@ApplicationScoped
public class CheckpointStore {
  private final Sql sql;

  @Inject
  public CheckpointStore(Sql sql) {
    this.sql = sql;
  }

  /** The newest one; empty before the first. */
  Optional<SignedNote> newest() {
    return sql.query("select note from log_checkpoint where id = 1")
        .mapTo(String.class)
        .findFirst()
        .map(note -> SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)));
  }

  /** Publishes a checkpoint; false when one of a larger log is there. */
  boolean tryPublish(long size, SignedNote note) {
    return sql.update(
                """
                insert into log_checkpoint (id, size, note) values (1, :size, :note)
                on conflict (id) do update set size = excluded.size, note = excluded.note
                where log_checkpoint.size <= excluded.size
                """)
            .bind("size", size)
            .bind("note", note.toString())
            .execute()
        == 1;
  }
}
