package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.chassis.time.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write to the log: an entry is inserted in the transaction of what it records, and
 * gets its index soon after, when that transaction is through.
 */
@ApplicationScoped
public class RecordStore {
  private static final int LONGEST_LEAF = 65_535;
  private static final int SALT_BYTES = 16;

  private final DataSource dataSource;
  private final RecordGate gate;
  private final Consumer<Appended> appended;
  private final Clock clock;
  private final Ids ids;
  private final SecureRandom random = new SecureRandom();

  @Inject
  RecordStore(
      DataSource dataSource, RecordGate gate, Event<Appended> appended, Clock clock, Ids ids) {
    this(dataSource, gate, appended::fire, clock, ids);
  }

  /** Outside the container, where the caller sees to the transaction. */
  public RecordStore(
      DataSource dataSource, RecordGate gate, Consumer<Appended> appended, Clock clock, Ids ids) {
    this.dataSource = dataSource;
    this.gate = gate;
    this.appended = appended;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Appends in the transaction under way. Free texts are replaced by salted commitments; an entry
   * that is too long for a leaf by its digest.
   *
   * @param announcements told on the feed when the entry has its index
   * @return the id of the entry
   * @throws dev.loopgate.chassis.problem.ProblemException 503 when the log cannot be written
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID append(String kind, Object entry, Announcement... announcements) {
    gate.require();
    return insert(kind, entry, announcements);
  }

  /**
   * Appends also while the log cannot be written: for a stop, which must never wait for a log to
   * work again. The entry is durable with what it records, and gets its index when that is so.
   *
   * @return the id of the entry
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID appendAtOnce(String kind, Object entry) {
    return insert(kind, entry);
  }

  private UUID insert(String kind, Object entry, Announcement... announcements) {
    JsonNode json = Json.read(Json.write(entry), JsonNode.class);
    List<FreeText> texts = FreeTexts.commit(json, this::salt);
    Leaf leaf = new Leaf(clock.instant().toString(), json, ids.next(), kind);
    try (Connection connection = dataSource.getConnection()) {
      insert(connection, leaf);
      for (FreeText text : texts) {
        insert(connection, leaf.id(), text);
      }
      for (Announcement announcement : announcements) {
        insert(connection, leaf.id(), announcement);
      }
    } catch (SQLException e) {
      throw new RecordException("cannot append " + kind + " to the log", e);
    }
    appended.accept(new Appended(leaf.id(), kind));
    return leaf.id();
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private static void insert(Connection connection, Leaf leaf) throws SQLException {
    String text = leaf.text();
    boolean fits = Json.utf8(text).length <= LONGEST_LEAF;
    execute(
        connection,
        """
        with entry as (insert into log_entry (id, leaf) values (?, ?) returning id, seq)
        insert into log_pending (entry_id, seq) select id, seq from entry
        """,
        leaf.id(),
        fits ? text : leaf.withDigestOnly().text());
    if (!fits) {
      execute(
          connection,
          "insert into log_content (entry_id, content) values (?, ?)",
          leaf.id(),
          Json.write(leaf.entry()));
    }
  }

  private static void insert(Connection connection, UUID entryId, FreeText text)
      throws SQLException {
    execute(
        connection,
        "insert into log_text (entry_id, pointer, salt, content) values (?, ?, ?, ?)",
        entryId,
        text.pointer(),
        text.salt(),
        text.content());
  }

  private static void insert(Connection connection, UUID entryId, Announcement announcement)
      throws SQLException {
    execute(
        connection,
        """
        insert into log_announcement (entry_id, type, subject, program_id, data)
        values (?, ?, ?, ?, ?)
        """,
        entryId,
        announcement.type(),
        announcement.subject().toString(),
        announcement.programId(),
        Json.write(announcement.data()));
  }

  private static void execute(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
