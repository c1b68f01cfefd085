package dev.loopgate.reviews.log;

import dev.loopgate.tlog.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The checkpoint that auditors see. */
@ApplicationScoped
public class CheckpointStore {
  private final DataSource dataSource;

  @Inject
  public CheckpointStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The newest one; empty before the first. */
  Optional<SignedNote> newest() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select note from log_checkpoint where id = 1");
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(SignedNote.parse(row.getString(1).getBytes(StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (SQLException e) {
      throw new LogStoreException("cannot read the checkpoint", e);
    }
  }

  /** Publishes a checkpoint; false when one of a larger log is there. */
  boolean tryPublish(long size, SignedNote note) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert =
            connection.prepareStatement(
                """
                insert into log_checkpoint (id, size, note) values (1, ?, ?)
                on conflict (id) do update set size = excluded.size, note = excluded.note
                where log_checkpoint.size <= excluded.size
                """)) {
      upsert.setLong(1, size);
      upsert.setString(2, note.toString());
      return upsert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new LogStoreException("cannot publish the checkpoint of size " + size, e);
    }
  }
}
