package dev.loopgate.reviews.policy;

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
import java.util.Optional;

/** Every policy version that ever was in force, so that old reviews keep the terms they had. */
@ApplicationScoped
class PolicyStore {
  private static final String VERSIONS =
      "select name, version, digest, content, applied_by, applied_at from policy_version ";

  private final AgroalDataSource dataSource;

  @Inject
  PolicyStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Makes everybody else who applies a policy wait until this transaction ends. */
  void lock() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement lock =
            connection.prepareStatement("select pg_advisory_xact_lock(20261126, 200)")) {
      lock.execute();
    } catch (SQLException e) {
      throw new PolicyStoreException("cannot lock the policies", e);
    }
  }

  /** Adds a version; false when it is there already. */
  boolean tryAdd(PolicyVersion policy) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into policy_version
                  (ref, name, version, digest, content, applied_by, applied_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)) {
      insert.setString(1, policy.ref());
      insert.setString(2, policy.name());
      insert.setInt(3, policy.version());
      insert.setString(4, policy.digest());
      insert.setString(5, policy.content());
      insert.setString(6, policy.appliedBy());
      insert.setObject(7, policy.appliedAt().atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new PolicyStoreException("cannot store policy " + policy.ref(), e);
    }
  }

  /** Versions by name, the newest version of a name first, after one of them. */
  List<PolicyVersion> page(String name, int version, int limit) {
    return query(
        VERSIONS
            + """
            where name > ? or (name = ? and version < ?)
            order by name, version desc
            limit ?
            """,
        name,
        name,
        version,
        limit);
  }

  /** The names that there are. */
  List<String> names() {
    return query(VERSIONS + "where version = 1 order by name").stream()
        .map(PolicyVersion::name)
        .toList();
  }

  /** All versions of a name, newest first. */
  List<PolicyVersion> ofName(String name) {
    return query(VERSIONS + "where name = ? order by version desc", name);
  }

  /** The newest version of a name. */
  Optional<PolicyVersion> newest(String name) {
    return query(VERSIONS + "where name = ? order by version desc limit 1", name).stream()
        .findFirst();
  }

  /** One version, for example {@code standard@1}. */
  Optional<PolicyVersion> find(String ref) {
    return query(VERSIONS + "where ref = ?", ref).stream().findFirst();
  }

  private List<PolicyVersion> query(String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        List<PolicyVersion> policies = new ArrayList<>();
        while (rows.next()) {
          policies.add(version(rows));
        }
        return policies;
      }
    } catch (SQLException e) {
      throw new PolicyStoreException("cannot read the policies", e);
    }
  }

  private static PolicyVersion version(ResultSet row) throws SQLException {
    return new PolicyVersion(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant());
  }
}
