package dev.loopgate.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.system.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What happens to machines: workers and sandboxes are asked to end or are killed at random moments,
 * and once the service that lends is away for longer than a lease. Nothing is done to a stage on
 * its last try: three deaths without a reason are a reason.
 */
final class World {
  private static final long SEED = 20_261_128;
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(25);
  private static final int LAST_TRY = 3;

  private final Installation installation;
  private final String experiment;
  private final Random random = new Random(SEED);
  private boolean wasAway;

  World(Installation installation, String experiment) {
    this.installation = installation;
    this.experiment = experiment;
  }

  void disturb() throws IOException, InterruptedException {
    Thread.sleep(random.nextInt(100, 700));
    List<ProcessHandle> running = sandboxes();
    if (running.isEmpty() || isAnyOnItsLastTry()) {
      return;
    }
    switch (random.nextInt(20)) {
      case 0 -> worker().forEach(ProcessHandle::destroyForcibly);
      case 1, 2 -> worker().forEach(ProcessHandle::destroy);
      case 3 -> takeServiceAwayOnce();
      default -> end(running.get(random.nextInt(running.size())));
    }
  }

  /** Attempts of which nobody saw the end. */
  long lostAttempts() throws IOException, InterruptedException {
    return attempts().stream()
        .filter(attempt -> attempt.path("state").asText().equals("LOST"))
        .count();
  }

  private boolean isAnyOnItsLastTry() throws IOException, InterruptedException {
    return attempts().stream()
        .filter(attempt -> attempt.path("state").asText().matches("PENDING|LEASED"))
        .anyMatch(attempt -> attempt.path("number").asInt() >= LAST_TRY);
  }

  private List<JsonNode> attempts() throws IOException, InterruptedException {
    List<JsonNode> attempts = new ArrayList<>();
    JsonNode runs =
        installation.get("experiments", "/api/v1/experiments/" + experiment + "/runs?limit=200");
    runs.path("items").forEach(run -> run.path("attempts").forEach(attempts::add));
    return attempts;
  }

  private List<ProcessHandle> worker() throws IOException {
    return ProcessHandle.of(installation.pid("worker")).stream().toList();
  }

  /** The outermost process of each: what is inside belongs to the stage. */
  private List<ProcessHandle> sandboxes() throws IOException {
    return worker().stream()
        .flatMap(ProcessHandle::descendants)
        .filter(
            process -> isSandbox(process) && process.parent().filter(World::isSandbox).isEmpty())
        .toList();
  }

  private static boolean isSandbox(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/bwrap")).isPresent();
  }

  private void end(ProcessHandle process) {
    if (random.nextBoolean()) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  private void takeServiceAwayOnce() throws IOException, InterruptedException {
    if (wasAway) {
      return;
    }
    wasAway = true;
    String service = Long.toString(installation.pid("experiments"));
    signal("-STOP", service);
    Thread.sleep(LONGER_THAN_A_LEASE);
    signal("-CONT", service);
  }

  private static void signal(String signal, String process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, process).inheritIO().start().waitFor();
  }
}
