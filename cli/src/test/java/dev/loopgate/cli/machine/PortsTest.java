package dev.loopgate.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.cli.client.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void servicesTakeThePortsAfterTheBase() {
    assertThat(new Ports(8080).json())
        .contains("http://127.0.0.1:8081", "http://127.0.0.1:8082", "http://127.0.0.1:8083");
  }

  @Test
  void aTakenPortIsNamedWithTheWayAround() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> new Ports(port - 2).requireFree())
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("port %d, which the experiments service wants".formatted(port));
    }
  }

  @Test
  void basesOutsideTheRangeAreRefused() {
    assertThatThrownBy(() -> new Ports(65_534)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new Ports(0)).isInstanceOf(Refusal.class);
  }
}
