package dev.loopgate.reviews.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loopgate.reviews.Samples;
import dev.loopgate.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Policies for tests of the rules, compiled as the service does it. */
public final class TestPolicies {
  private TestPolicies() {}

  /** The text of a policy that the service ships. */
  public static String text(String shipped) {
    try (InputStream yaml =
        TestPolicies.class.getResourceAsStream("/policies/" + shipped + ".yaml")) {
      return new String(Objects.requireNonNull(yaml).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code high-assurance} under another name, for evidence as the tests tell it: nothing but
   * people is missing.
   */
  public static String twoPeople(String name) {
    String file = text("high-assurance");
    int claim = file.indexOf("        - name: honest-claim");
    int people = file.indexOf("      requirements:", claim);
    return (file.substring(0, claim) + file.substring(people))
        .replace("HARDENED", "PROCESS")
        .replace("name: high-assurance,", "name: " + name + ",");
  }

  /** A policy that the service ships. */
  public static KnownPolicy shipped(String name) {
    return read(text(name));
  }

  /** A policy from its file. */
  public static KnownPolicy read(String yaml) {
    PolicyFile file = ReadPolicyFile.from(yaml.getBytes(UTF_8)).file();
    return KnownPolicy.of(PolicyVersion.of(file, 1, null, Samples.NOON));
  }

  /** A version as the database holds it, whatever is in it. */
  public static KnownPolicy stored(String name, String content) {
    return KnownPolicy.of(
        new PolicyVersion(name, 1, Json.digest(Json.utf8(content)), content, null, Samples.NOON));
  }
}
