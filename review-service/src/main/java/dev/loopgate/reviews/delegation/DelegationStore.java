package dev.loopgate.reviews.delegation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.access.Subjects;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.entity.Entities;
import dev.loopgate.wire.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The delegations that were ever made. */
@Singleton
public class DelegationStore {
  private static final String SELECT =
      """
      select id, delegator, delegate, roles, kinds, program, review_key, reason,
             starts_at, expires_at, revoked_at
      from delegation
      """;

  /** Each branch has its index; nobody lends to themselves, so nothing comes twice. */
  private static final String OF_PERSON =
      """
      select * from (
        (%1$s where delegator = :person and id < :below order by id desc limit :limit)
        union all
        (%1$s where delegate = :person and id < :below order by id desc limit :limit)) d
      order by id desc
      limit :limit
      """
          .formatted(SELECT);

  private final Sql sql;

  @Inject
  DelegationStore(Sql sql) {
    this.sql = sql;
  }

  void add(Delegation delegation) {
    sql.update(
            """
            insert into delegation
              (id, delegator, delegate, roles, kinds, program, review_key, reason, starts_at,
                expires_at)
            values (:id, :delegator, :delegate, :roles, :kinds, :program, :review, :reason,
              :startsAt, :expiresAt)
            """,
            delegation)
        .bind("roles", Json.write(delegation.roles()))
        .bind("kinds", Json.write(delegation.kinds()))
        .execute();
  }

  /** Takes a delegation back; false when that had happened. */
  boolean tryRevoke(UUID id, Instant now) {
    return sql.update(
                "update delegation set revoked_at = :now where id = :id and revoked_at is null")
            .bind("now", now)
            .bind("id", id)
            .execute()
        == 1;
  }

  Optional<Delegation> find(UUID id) {
    return sql.query(SELECT + "where id = :id")
        .bind("id", id)
        .map(DelegationStore::delegation)
        .findFirst();
  }

  /** Newest first, below an id; those that a person lent or was lent, or with null all. */
  List<Delegation> page(@Nullable String person, UUID below, int limit) {
    Query query =
        person == null
            ? sql.query(SELECT + "where id < :below order by id desc limit :limit")
            : sql.query(OF_PERSON).bind("person", person);
    return query.bind("below", below).bind("limit", limit).map(DelegationStore::delegation).list();
  }

  /** Locks what one person lent another until the transaction ends, the longest first. */
  public List<Delegation> lock(String delegator, String delegate) {
    return sql.query(
            SELECT
                + """
                where delegator = :delegator and delegate = :delegate and revoked_at is null
                order by expires_at desc
                for share
                """)
        .bind("delegator", delegator)
        .bind("delegate", delegate)
        .map(DelegationStore::delegation)
        .list();
  }

  /** Which of these were taken back. */
  public Set<UUID> revoked(Collection<UUID> delegations) {
    if (delegations.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        sql.query(
                "select id from delegation where revoked_at is not null and id = any(:delegations)")
            .bind("delegations", delegations.toArray(UUID[]::new))
            .mapTo(UUID.class)
            .list());
  }

  /** Whether a subject was ever told to be an agent; looks for what the store of ideas wrote. */
  boolean isKnownAgent(String subject) {
    String written = "\"principal\":%s,\"kind\":\"AGENT\"".formatted(Json.write(subject));
    return sql.query("select 1 from known_idea where position(:written in proposed) > 0 limit 1")
        .bind("written", written)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  /** Who may not judge a review, as it shows; empty when there is no such review. */
  public Optional<Set<String>> authorsOf(String reviewKey) {
    Entities.write();
    return sql.query(
            """
            select d.content
            from review r join dossier_version d on d.review_id = r.id and d.version = r.dossier_version
            where r.key = :reviewKey
            """)
        .bind("reviewKey", reviewKey)
        .map(row -> authors(Json.read(row.getColumn("content", String.class), JsonNode.class)))
        .findFirst();
  }

  private static Set<String> authors(JsonNode dossier) {
    Set<String> authors = new HashSet<>();
    dossier.at("/idea/authors").forEach(author -> authors.add(Subjects.canonical(author.asText())));
    dossier
        .at("/question/authors")
        .forEach(author -> authors.add(Subjects.canonical(author.asText())));
    return authors;
  }

  private static Delegation delegation(RowView row) {
    return new Delegation(
        row.getColumn("id", UUID.class),
        row.getColumn("delegator", String.class),
        row.getColumn("delegate", String.class),
        Set.of(Json.read(row.getColumn("roles", String.class), Role[].class)),
        List.of(Json.read(row.getColumn("kinds", String.class), ReviewKind[].class)),
        row.getColumn("program", String.class),
        row.getColumn("review_key", String.class),
        row.getColumn("reason", String.class),
        row.getColumn("starts_at", Instant.class),
        row.getColumn("expires_at", Instant.class),
        row.getColumn("revoked_at", Instant.class));
  }
}
