package dev.loopgate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopgate.cli.client.Home;
import dev.loopgate.cli.machine.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherChecksTest {
  @TempDir Path empty;

  @Test
  void aPortInUseAndServicesThatWereNotBuiltAreMissing() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(Math.min(socket.getLocalPort() - 1, 65_000));

      assertThat(checks(ports)).extracting(Check::name).contains("ports", "services");
      assertThat(checks(ports)).allMatch(check -> !check.remedy().isEmpty());
    }
  }

  @Test
  void portsThatTheLoopgateOfThisFolderTookAreFine() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      Files.createDirectories(empty.resolve("run"));
      Files.writeString(empty.resolve("run/launcher.pid"), ProcessHandle.current().pid() + "\n");
      Files.writeString(
          empty.resolve("endpoints.json"), "{\"ideas\":\"http://127.0.0.1:%d\"}".formatted(port));

      assertThat(
              new LauncherChecks(new Home(empty, empty), new Ports(Math.min(port - 1, 65_000)))
                  .all())
          .filteredOn(check -> check.name().equals("ports"))
          .allMatch(Check::ok);
    }
  }

  @Test
  void theJdkThatRunsThisAndItsPlatformAreGoodEnough() throws IOException {
    assertThat(checks(new Ports(18_000))).extracting(Check::name).doesNotContain("jdk", "postgres");
  }

  private Iterable<Check> checks(Ports ports) throws IOException {
    return new LauncherChecks(new Home(empty, empty.resolve("not/yet")), ports)
        .all().stream().filter(check -> !check.ok()).toList();
  }
}
