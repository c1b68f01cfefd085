package dev.loopgate.experiments;

import dev.loopgate.contracts.access.Role;
import dev.loopgate.testkit.FakePeer;
import dev.loopgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services around this one, and settings that make it quick. */
public class Peers implements QuarkusTestResourceLifecycleManager {
  private final FakePeer ideas = new FakePeer("ideas");
  private final FakePeer reviews = new FakePeer("reviews");

  @Override
  public Map<String, String> start() {
    try {
      Path token = Files.createTempFile("experiments", ".token");
      Files.writeString(token, TestTokens.service("experiments", Role.PEER));
      Map<String, String> config = new HashMap<>();
      config.put("loopgate.peer.url.ideas", ideas.url());
      config.put("loopgate.peer.url.reviews", reviews.url());
      config.put("loopgate.peer.token-file", token.toString());
      config.put("loopgate.artifacts.directory", Files.createTempDirectory("artifacts").toString());
      config.put("loopgate.artifacts.max-size", "100000");
      config.put("loopgate.lease.length", "60s");
      config.put("loopgate.lease.heartbeat", "1s");
      config.put("loopgate.lease.reaper-interval", "100ms");
      config.put("loopgate.lease.look-again", "20ms");
      config.put("loopgate.experiments.baseline-runs", "4");
      quiet(config);
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A test kills connections; that it is logged each time helps nobody who reads the build. */
  private static void quiet(Map<String, String> config) {
    for (String category : List.of("com.arjuna", "io.agroal", "dev.loopgate.chassis.problem")) {
      config.put("quarkus.log.category.\"%s\".level".formatted(category), "ERROR");
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        ideas, field -> field.getName().equals("ideas") && field.getType() == FakePeer.class);
    injector.injectIntoFields(
        reviews, field -> field.getName().equals("reviews") && field.getType() == FakePeer.class);
  }

  @Override
  public void stop() {
    ideas.close();
    reviews.close();
  }
}
