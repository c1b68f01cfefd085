package dev.loopgate.reviews.policy;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.reviews.rules.Policy;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every policy version that ever was in force, so that old reviews keep the terms they had. */
@ApplicationScoped
class PolicyStore {
  private final AgroalDataSource dataSource;

  @Inject
  PolicyStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds a version; false when it is there already. */
  boolean tryAdd(PolicyView policy) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into policy_version (ref, name, version, digest, content)
                values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)) {
      insert.setString(1, policy.ref());
      insert.setString(2, policy.policy().name());
      insert.setInt(3, policy.policy().version());
      insert.setString(4, policy.digest());
      insert.setString(5, Json.write(policy.policy()));
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot store policy " + policy.ref(), e);
    }
  }

  /** All versions, by name, the newest version of a name first. */
  List<PolicyView> all() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select ref, digest, content from policy_version order by name, version desc");
        ResultSet rows = select.executeQuery()) {
      List<PolicyView> policies = new ArrayList<>();
      while (rows.next()) {
        policies.add(
            new PolicyView(
                rows.getString(1), rows.getString(2), Json.read(rows.getString(3), Policy.class)));
      }
      return policies;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the policies", e);
    }
  }
}
