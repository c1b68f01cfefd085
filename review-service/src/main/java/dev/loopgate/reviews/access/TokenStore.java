package dev.loopgate.reviews.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Which tokens were announced, so that the record has each of them once. */
@ApplicationScoped
class TokenStore {
  private final AgroalDataSource dataSource;

  @Inject
  TokenStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whether the token is new; waits for a concurrent announcement of the same one. */
  boolean tryAdd(TokenCreated token) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into announced_token (issuer, token_id, subject, expires_at)
                values (?, ?, ?, ?)
                on conflict do nothing
                """)) {
      insert.setString(1, token.issuer());
      insert.setString(2, token.tokenId());
      insert.setString(3, token.subject());
      insert.setTimestamp(4, Timestamp.from(token.expiresAt()));
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AnnouncementException(token.tokenId(), e);
    }
  }
}
