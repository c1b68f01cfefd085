package dev.loopgate.reviews.delegation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.access.Role;
import dev.loopgate.contracts.reviews.ReviewKind;
import dev.loopgate.reviews.rows.RowStore;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The delegations that were ever made. */
@Singleton
public class DelegationStore extends RowStore {
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
        (%1$s where delegator = ? and id < ? order by id desc limit ?)
        union all
        (%1$s where delegate = ? and id < ? order by id desc limit ?)) d
      order by id desc
      limit ?
      """
          .formatted(SELECT);

  @Inject
  DelegationStore(AgroalDataSource dataSource) {
    super(dataSource);
  }

  void add(Delegation delegation) {
    update(
        """
        insert into delegation
          (id, delegator, delegate, roles, kinds, program, review_key, reason, starts_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        delegation.id(),
        delegation.delegator(),
        delegation.delegate(),
        Json.write(delegation.roles()),
        Json.write(delegation.kinds()),
        delegation.program(),
        delegation.review(),
        delegation.reason(),
        delegation.startsAt(),
        delegation.expiresAt());
  }

  /** Takes a delegation back; false when that had happened. */
  boolean tryRevoke(UUID id, Instant now) {
    return update(
            "update delegation set revoked_at = ? where id = ? and revoked_at is null", now, id)
        == 1;
  }

  Optional<Delegation> find(UUID id) {
    return first(SELECT + "where id = ?", DelegationStore::delegation, id);
  }

  /** Newest first, below an id; those that a person lent or was lent, or with null all. */
  List<Delegation> page(@Nullable String person, UUID below, int limit) {
    return person == null
        ? query(
            SELECT + "where id < ? order by id desc limit ?",
            DelegationStore::delegation,
            below,
            limit)
        : query(
            OF_PERSON,
            DelegationStore::delegation,
            person,
            below,
            limit,
            person,
            below,
            limit,
            limit);
  }

  /** Locks what one person lent another until the transaction ends, the longest first. */
  public List<Delegation> lock(String delegator, String delegate) {
    return query(
        SELECT
            + "where delegator = ? and delegate = ? and revoked_at is null order by expires_at desc for share",
        DelegationStore::delegation,
        delegator,
        delegate);
  }

  /** Which of these were taken back. */
  public Set<UUID> revoked(Collection<UUID> delegations) {
    if (delegations.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        query(
            "select id from delegation where revoked_at is not null and id = any(?)",
            row -> row.getObject(1, UUID.class),
            (Object) delegations.toArray(UUID[]::new)));
  }

  /** Whether a subject was ever told to be an agent; looks for what the store of ideas wrote. */
  boolean isKnownAgent(String subject) {
    String written = "\"principal\":%s,\"kind\":\"AGENT\"".formatted(Json.write(subject));
    return first(
            "select 1 from known_idea where position(? in proposed) > 0 limit 1",
            row -> row.getInt(1),
            written)
        .isPresent();
  }

  /** Who may not judge a review, as it shows; empty when there is no such review. */
  Optional<Set<String>> authorsOf(String reviewKey) {
    return first(
        """
        select d.content
        from review r join dossier_version d on d.review_id = r.id and d.version = r.dossier_version
        where r.key = ?
        """,
        row -> authors(Json.read(row.getString("content"), JsonNode.class)),
        reviewKey);
  }

  private static Set<String> authors(JsonNode dossier) {
    Set<String> authors = new HashSet<>();
    dossier.at("/idea/authors").forEach(author -> authors.add(author.asText()));
    dossier.at("/question/authors").forEach(author -> authors.add(author.asText()));
    return authors;
  }

  private static Delegation delegation(ResultSet row) throws SQLException {
    return new Delegation(
        uuid(row, "id"),
        row.getString("delegator"),
        row.getString("delegate"),
        Set.of(Json.read(row.getString("roles"), Role[].class)),
        List.of(Json.read(row.getString("kinds"), ReviewKind[].class)),
        row.getString("program"),
        row.getString("review_key"),
        row.getString("reason"),
        instant(row, "starts_at"),
        instant(row, "expires_at"),
        instantOrNull(row, "revoked_at"));
  }
}
