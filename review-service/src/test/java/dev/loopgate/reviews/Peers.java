package dev.loopgate.reviews;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.PostgresResource;
import dev.loopgate.testkit.TestTokens;
import dev.loopgate.tlog.NoteSigner;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** A database and the two peers whose feeds this service follows. */
public class Peers implements QuarkusTestResourceLifecycleManager {
  private final PostgresResource postgres = new PostgresResource();
  private final FakePeer ideas = new FakePeer("ideas");
  private final FakePeer experiments = new FakePeer("experiments");

  @Override
  public Map<String, String> start() {
    try {
      Path token = Files.createTempFile("reviews", ".token");
      Files.writeString(token, TestTokens.service("review-service", Role.PEER));
      Map<String, String> config = new HashMap<>(postgres.start());
      config.put("loopgate.peer.token-file", token.toString());
      config.put("loopgate.reviews.expiry-interval", "200ms");
      config.put("loopgate.log.key-file", newLogKey().toString());
      config.put("loopgate.peer.url.ideas", ideas.url());
      config.put("loopgate.peer.url.experiments", experiments.url());
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newLogKey() throws IOException {
    Path key = Files.createTempDirectory("log").resolve("log.key");
    NoteSigner signer = NoteSigner.generate("loopgate.test/log", new SecureRandom());
    return Files.writeString(key, signer.secret());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        ideas, field -> field.getType() == FakePeer.class && field.getName().equals("ideas"));
    injector.injectIntoFields(
        experiments,
        field -> field.getType() == FakePeer.class && field.getName().equals("experiments"));
  }

  @Override
  public void stop() {
    ideas.close();
    experiments.close();
  }
}
