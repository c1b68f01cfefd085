package dev.loopgate.reviews.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.chassis.time.Ids;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The one way to write to the log: an entry is inserted in the transaction of what it records, and
 * gets its index soon after, when that transaction is through.
 */
@ApplicationScoped
public class LogStore {
  private static final int LONGEST_LEAF = 65_535;
  private static final int SALT_BYTES = 16;

  private final Sql sql;
  private final RecordGate gate;
  private final Consumer<Appended> appended;
  private final Clock clock;
  private final Ids ids;
  private final SecureRandom random = new SecureRandom();

  @Inject
  LogStore(Sql sql, RecordGate gate, Event<Appended> appended, Clock clock, Ids ids) {
    this(sql, gate, appended::fire, clock, ids);
  }

  /** Outside the container, where the caller sees to the transaction. */
  public LogStore(Sql sql, RecordGate gate, Consumer<Appended> appended, Clock clock, Ids ids) {
    this.sql = sql;
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
   * @throws dev.loopgate.wire.problem.ProblemException 503 when the log cannot be written
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
    insert(leaf);
    texts.forEach(text -> insert(leaf.id(), text));
    Stream.of(announcements).forEach(announcement -> insert(leaf.id(), announcement));
    appended.accept(new Appended(leaf.id(), kind));
    return leaf.id();
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private void insert(Leaf leaf) {
    String text = leaf.text();
    boolean fits = Json.utf8(text).length <= LONGEST_LEAF;
    sql.update(
            """
            with entry as (insert into log_entry (id, leaf) values (:id, :leaf) returning id, seq)
            insert into log_pending (entry_id, seq) select id, seq from entry
            """)
        .bind("id", leaf.id())
        .bind("leaf", fits ? text : leaf.withDigestOnly().text())
        .execute();
    if (!fits) {
      sql.update("insert into log_content (entry_id, content) values (:id, :content)")
          .bind("id", leaf.id())
          .bind("content", Json.write(leaf.entry()))
          .execute();
    }
  }

  private void insert(UUID entryId, FreeText text) {
    sql.update(
            """
            insert into log_text (entry_id, pointer, salt, content)
            values (:entryId, :pointer, :salt, :content)
            """,
            text)
        .bind("entryId", entryId)
        .execute();
  }

  private void insert(UUID entryId, Announcement announcement) {
    sql.update(
            """
            insert into log_announcement (entry_id, type, subject, program_id, data)
            values (:entryId, :type, :subject, :programId, :data)
            """)
        .bind("entryId", entryId)
        .bind("type", announcement.type())
        .bind("subject", announcement.subject().toString())
        .bind("programId", announcement.programId())
        .bind("data", Json.write(announcement.data()))
        .execute();
  }
}
