package dev.loopgate.ideas;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the service a remote that a test has in its hand. */
public class GitServerResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable GitServer server;

  @Override
  public Map<String, String> start() {
    try {
      GitServer started = new GitServer(Files.createTempDirectory("ideas-remote"));
      server = started;
      return Map.of(
          "loopgate.workspace.remote", started.url(), "loopgate.intents.first-retry", "50ms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(Object test) {
    if (test instanceof SlowRemoteTest slow) {
      slow.remote = server;
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}
