package dev.loopgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.worker.WorkerConfig.IsolationChoice;
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

  private static void fails(String variable, String value) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(variable, value);
    assertThatThrownBy(() -> WorkerConfig.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable);
  }
}
