package dev.loopgate.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.worker.config.WorkerConfig.IsolationChoice;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "LOOPGATE_EXPERIMENTS_URL", "http://127.0.0.1:8082/",
          "LOOPGATE_IDEAS_URL", "http://127.0.0.1:8081",
          "LOOPGATE_TOKEN_FILE", "token",
          "LOOPGATE_WORKER_DIRECTORY", "worker");

  @Test
  void whatIsNotGivenHasADefault() {
    WorkerConfig config = WorkerConfig.of(GOOD);
    assertThat(config.experiments()).hasToString("http://127.0.0.1:8082");
    assertThat(config.slots()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.isolation()).isEqualTo(IsolationChoice.AUTO);
    assertThat(config.name()).isNotBlank();
    assertThat(config.workerClass()).isEqualTo("default");
  }

  @Test
  void faultsNameTheVariable() {
    fails("LOOPGATE_EXPERIMENTS_URL", "");
    fails("LOOPGATE_IDEAS_URL", "nonsense");
    fails("LOOPGATE_WORKER_SLOTS", "0");
    fails("LOOPGATE_ISOLATION", "strong");
    fails("LOOPGATE_WORKER_CLASS", "two words");
  }

  @Test
  void itsTokensComeFromAFileOrFromAProvider() {
    assertThat(WorkerConfig.of(GOOD).identity())
        .isEqualTo(new Identity.TokenFile(Path.of("token").toAbsolutePath()));
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.remove("LOOPGATE_TOKEN_FILE");
    assertThatThrownBy(() -> WorkerConfig.of(environment))
        .hasMessageContaining("LOOPGATE_TOKEN_FILE");
    environment.put("LOOPGATE_TOKEN_ENDPOINT", "https://idp.example/token");
    assertThatThrownBy(() -> WorkerConfig.of(environment))
        .hasMessageContaining("LOOPGATE_CLIENT_ID");
    environment.put("LOOPGATE_CLIENT_ID", "worker");
    environment.put("LOOPGATE_CLIENT_SECRET_FILE", "secret");
    assertThat(WorkerConfig.of(environment).identity())
        .isEqualTo(
            new Identity.Client(
                URI.create("https://idp.example/token"),
                "worker",
                Path.of("secret").toAbsolutePath()));
  }

  private static void fails(String variable, String value) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(variable, value);
    assertThatThrownBy(() -> WorkerConfig.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable);
  }
}
