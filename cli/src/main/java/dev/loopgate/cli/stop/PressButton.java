package dev.loopgate.cli.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.cli.client.Address;
import dev.loopgate.cli.client.ExitCode;
import dev.loopgate.cli.client.Session;
import dev.loopgate.cli.output.Values;
import dev.loopgate.wire.peer.PeerClient;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stops a program or everything, and says when it has stopped. */
final class PressButton {
  private final Session session;

  PressButton(Session session) {
    this.session = session;
  }

  int press(String level, @Nullable String program, @Nullable String reason, boolean wait)
      throws InterruptedException {
    PeerClient reviews = session.reviews();
    Map<String, String> request = new HashMap<>(Map.of("level", level));
    put(request, "scope", program);
    put(request, "reason", reason);
    JsonNode stop = reviews.post(Address.of("stops").toString(), request, JsonNode.class, Map.of());
    JsonNode seen = wait ? new AwaitProof(reviews, session.screen()).of(stop) : stop;
    session.show(seen, "%s: %s".formatted(Values.text(seen, "key"), Values.text(seen, "summary")));
    session
        .screen()
        .note("go on: loopgate resume %s --reason \"…\"".formatted(Values.text(seen, "key")));
    if (wait && AwaitProof.isStopping(seen)) {
      session.screen().note("not proven yet; look again: loopgate stops --in-force");
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }

  private static void put(Map<String, String> request, String name, @Nullable String value) {
    if (value != null) {
      request.put(name, value);
    }
  }
}
