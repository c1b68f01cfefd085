package dev.loopgate.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What a service serves besides its operations, each with the reason why anybody may see it. */
final class OtherAddresses {
  private static final Map<String, String> PUBLIC =
      Map.of(
          "/q/health", "probes have no token; says up or down and of which part",
          "/q/health/live", "the kubelet's probe",
          "/q/health/ready", "the kubelet's probe",
          "/q/health/started", "the kubelet's probe",
          "/q/openapi", "the contract is in the repository",
          "/q/metrics", "the scraper has no token; the network policy says who reaches it");

  private static final List<String> CLOSED =
      List.of(
          "/",
          "/index.html",
          "/q/",
          "/q/dev-ui",
          "/q/arc",
          "/q/info",
          "/q/logging-manager",
          "/q/oidc/back-channel-logout",
          "/admin",
          "/api",
          "/api/v1",
          "/log",
          "/feeds",
          "/.well-known/anything",
          "/META-INF/microprofile-config.properties",
          "/application.properties",
          "/q/../application.properties");

  private OtherAddresses() {}

  static void verify(Knock knock) {
    PUBLIC.forEach((path, reason) ->
        assertThat(knock.get(path).status()).as("%s: %s", path, reason).isEqualTo(200));
    CLOSED.forEach(
        path -> assertThat(knock.get(path).status()).as(path).isIn(400, 401, 403, 404, 405));
  }
}
