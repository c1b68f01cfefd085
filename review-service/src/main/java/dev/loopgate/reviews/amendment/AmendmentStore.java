package dev.loopgate.reviews.amendment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** New versions of policies while people judge them. The caller holds the lock on policies. */
@ApplicationScoped
class AmendmentStore {
  private final AgroalDataSource dataSource;

  @Inject
  AmendmentStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void add(Amendment amendment) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into policy_amendment
                  (id, review_key, name, version, content, proposed_by, proposed_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)) {
      insert.setObject(1, amendment.id());
      insert.setString(2, amendment.reviewKey());
      insert.setString(3, amendment.name());
      insert.setInt(4, amendment.version());
      insert.setString(5, amendment.content());
      insert.setString(6, amendment.proposedBy());
      insert.setObject(7, amendment.proposedAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new AmendmentException("cannot store " + amendment.reviewKey(), e);
    }
  }

  /** How often a new version of a policy was asked for. */
  int count(String name) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select count(*) from policy_amendment where name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new AmendmentException("cannot count the changes of policy " + name, e);
    }
  }

  /** What is still being judged. */
  List<Amendment> open() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select id, review_key, name, version, content, proposed_by, proposed_at
                from policy_amendment
                where outcome is null
                order by id
                """);
        ResultSet rows = select.executeQuery()) {
      List<Amendment> open = new ArrayList<>();
      while (rows.next()) {
        open.add(amendment(rows));
      }
      return open;
    } catch (SQLException e) {
      throw new AmendmentException("cannot read the changes of policies", e);
    }
  }

  /** Remembers what became of an amendment; false when something had. */
  boolean tryEnd(UUID id, String outcome) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update policy_amendment set outcome = ? where id = ? and outcome is null")) {
      update.setString(1, outcome);
      update.setObject(2, id);
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AmendmentException("cannot end the change of a policy " + id, e);
    }
  }

  private static Amendment amendment(ResultSet row) throws SQLException {
    return new Amendment(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getObject(7, OffsetDateTime.class).toInstant());
  }
}
