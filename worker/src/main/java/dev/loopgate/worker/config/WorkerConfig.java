package dev.loopgate.worker.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told by its environment.
 *
 * @param identity how it proves who it is
 * @param directory everything that the worker keeps: attempts under way, downloaded tarballs
 * @param slots attempts at once, at least 1
 * @param workerClass workers of one class measure alike
 */
public record WorkerConfig(
    URI experiments,
    URI ideas,
    Identity identity,
    Path directory,
    String name,
    int slots,
    IsolationChoice isolation,
    String workerClass) {

  /** Which sandbox the operator wants. */
  public enum IsolationChoice {
    /** The strongest that works here. */
    AUTO,
    /** The hardened sandbox or nothing: a worker that cannot have it does not start. */
    HARDENED,
    /** bubblewrap without a system call filter, or nothing. */
    BUBBLEWRAP,
    PROCESS
  }

  /** Reads the variables; the message of an {@link IllegalArgumentException} says what to set. */
  public static WorkerConfig of(Map<String, String> environment) {
    return new WorkerConfig(
        address(environment, "LOOPGATE_EXPERIMENTS_URL"),
        address(environment, "LOOPGATE_IDEAS_URL"),
        identity(environment),
        Path.of(required(environment, "LOOPGATE_WORKER_DIRECTORY")).toAbsolutePath().normalize(),
        name(environment.get("LOOPGATE_WORKER_NAME")),
        slots(environment.get("LOOPGATE_WORKER_SLOTS")),
        isolation(environment.getOrDefault("LOOPGATE_ISOLATION", "auto")),
        workerClass(environment.getOrDefault("LOOPGATE_WORKER_CLASS", "default")));
  }

  private static Identity identity(Map<String, String> environment) {
    String endpoint = environment.get("LOOPGATE_TOKEN_ENDPOINT");
    if (endpoint == null || endpoint.isBlank()) {
      return new Identity.TokenFile(file(environment, "LOOPGATE_TOKEN_FILE"));
    }
    return new Identity.Client(
        address(environment, "LOOPGATE_TOKEN_ENDPOINT"),
        required(environment, "LOOPGATE_CLIENT_ID"),
        file(environment, "LOOPGATE_CLIENT_SECRET_FILE"));
  }

  private static Path file(Map<String, String> environment, String variable) {
    return Path.of(required(environment, variable)).toAbsolutePath();
  }

  private static String required(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("set " + variable);
    }
    return value.strip();
  }

  private static URI address(Map<String, String> environment, String variable) {
    String text = required(environment, variable);
    URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (address.getHost() == null) {
      throw new IllegalArgumentException(variable + " is no address: " + text);
    }
    return address;
  }

  private static String name(@Nullable String given) {
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("this host has no name: set LOOPGATE_WORKER_NAME", e);
    }
  }

  private static int slots(@Nullable String given) {
    if (given == null || given.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!given.strip().matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("LOOPGATE_WORKER_SLOTS must be 1 to 999, not " + given);
    }
    return Integer.parseInt(given.strip());
  }

  private static IsolationChoice isolation(String given) {
    return switch (given.strip()) {
      case "auto" -> IsolationChoice.AUTO;
      case "hardened" -> IsolationChoice.HARDENED;
      case "bubblewrap" -> IsolationChoice.BUBBLEWRAP;
      case "process" -> IsolationChoice.PROCESS;
      default ->
          throw new IllegalArgumentException(
              "LOOPGATE_ISOLATION must be auto, hardened, bubblewrap or process, not " + given);
    };
  }

  private static String workerClass(String given) {
    if (!given.strip().matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "LOOPGATE_WORKER_CLASS must be 1 to 100 letters, digits, dots or hyphens, not " + given);
    }
    return given.strip();
  }
}
