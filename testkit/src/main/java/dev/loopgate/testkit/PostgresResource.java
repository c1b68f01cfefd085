package dev.loopgate.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} an empty database and the key that {@link TestTokens} sign with. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        TestDatabase.create(),
        "quarkus.datasource.username",
        TestDatabase.ROLE,
        "quarkus.datasource.password",
        TestDatabase.PASSWORD,
        "mp.jwt.verify.publickey",
        TestTokens.publicKey());
  }

  @Override
  public void stop() {
    // The server ends with the JVM.
  }
}
