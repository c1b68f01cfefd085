package dev.loopgate.reviews.subject;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which program has which name. A name is given once, so an answer stays true. */
@ApplicationScoped
public class ProgramNames {
  private final SubjectStore store;
  private final Map<String, UUID> known = new ConcurrentHashMap<>();

  @Inject
  ProgramNames(SubjectStore store) {
    this.store = store;
  }

  /** The program of this name; empty when nobody told of it. */
  public Optional<UUID> id(String name) {
    UUID id = known.get(name);
    return id == null ? look(name) : Optional.of(id);
  }

  private Optional<UUID> look(String name) {
    Optional<UUID> found = store.programId(name.replace('\0', '\uFFFD'));
    found.ifPresent(id -> known.put(name, id));
    return found;
  }
}
