package dev.loopgate.ideas;

import dev.loopgate.testkit.FakePeer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two peers whose feeds the service follows, written by the tests; and a data directory. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {
  private final FakePeer experiments = new FakePeer("experiments");
  private final FakePeer reviews = new FakePeer("reviews");
  private @Nullable Path directory;

  @Override
  public Map<String, String> start() {
    try {
      Path data = Files.createTempDirectory("ideas-test");
      directory = data;
      Path token = Files.writeString(data.resolve("token"), "peer");
      return Map.of(
          "loopgate.peer.url.experiments",
          experiments.url(),
          "loopgate.peer.url.reviews",
          reviews.url(),
          "loopgate.peer.token-file",
          token.toString(),
          "loopgate.workspace.directory",
          data.toString(),
          "loopgate.workspace.git-schemes",
          "https,http,file",
          "loopgate.generator.pause",
          "50ms",
          "loopgate.people",
          "somebody@local,listed@local");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(Object test) {
    if (test instanceof ServiceTest service) {
      service.experiments = experiments;
      service.reviews = reviews;
      service.data = directory;
    }
  }

  @Override
  public void stop() {
    experiments.close();
    reviews.close();
  }
}
