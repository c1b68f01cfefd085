package dev.loopgate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.machine.Machine;
import dev.loopgate.cli.program.ProgramUpload;
import dev.loopgate.wire.peer.PeerClient;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Applies a program, asks for ideas, and follows them to their verdicts. */
final class Demo {
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final PeerClient ideas;
  private final PeerClient experiments;
  private final PeerClient reviews;
  private final Session session;
  private final long begin;

  Demo(Machine machine, Session session, long begin) {
    this.ideas = machine.client("ideas", Session.RESEARCHER);
    this.experiments = machine.client("experiments", Session.RESEARCHER);
    this.reviews = machine.client("reviews", Session.RESEARCHER);
    this.session = session;
    this.begin = begin;
  }

  /** Returns the summary: program, generation, ideas with verdicts, what waits for people. */
  JsonNode run(Path file, int count) throws InterruptedException, IOException {
    Duration started = elapsed();
    Persistence persistence = new Persistence(session.screen());
    String program =
        persistence.call(() -> new ProgramUpload(ideas).apply(file, false)).path("name").asText();
    Story story = new Story(program);
    Snapshot before = persistence.call(() -> read(program));
    tell(story.begin(before));
    String request = askFor(program, count, persistence);
    Progress progress = new Progress(before.lastNumber(), count, request);
    Snapshot snapshot = follow(program, story, progress, persistence);
    return Summary.of(program, snapshot, progress, started, elapsed());
  }

  private String askFor(String program, int count, Persistence persistence)
      throws InterruptedException, IOException {
    Map<String, String> once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    return persistence
        .call(() ->
            ideas.post(
                Snapshot.proposals(program).toString(),
                Map.of("count", count),
                JsonNode.class,
                once))
        .path("id")
        .asText();
  }

  private Snapshot follow(String program, Story story, Progress progress, Persistence persistence)
      throws InterruptedException, IOException {
    while (true) {
      Snapshot snapshot = persistence.call(() -> read(program));
      tell(story.tell(snapshot, elapsed()));
      if (progress.isComplete(snapshot)) {
        if (progress.expected(snapshot) < progress.count()) {
          session.screen().note("the generator found no more ideas that are new");
        }
        return snapshot;
      }
      TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
    }
  }

  private Snapshot read(String program) throws InterruptedException, ProblemException {
    return Snapshot.read(program, ideas, experiments, reviews);
  }

  private void tell(List<String> lines) {
    Duration now = elapsed();
    lines.forEach(line ->
        session
            .screen()
            .note("%02d:%02d %s".formatted(now.toMinutes(), now.toSecondsPart(), line)));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
