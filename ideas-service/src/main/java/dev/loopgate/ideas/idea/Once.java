package dev.loopgate.ideas.idea;

import dev.loopgate.chassis.idempotency.Idempotency;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request to propose an idea: whether it was answered before, and its one answer. */
record Once(Idempotency idempotency, String principal, @Nullable String key, ProposeIdea request) {
  private static final String OPERATION = "POST /api/v1/ideas";

  Optional<IdeaView> answer() {
    return idempotency.answered(principal, key, OPERATION, request, IdeaView.class);
  }

  IdeaView run(Supplier<IdeaView> command) {
    return idempotency.once(principal, key, OPERATION, request, IdeaView.class, command);
  }
}
