package dev.loopgate.ideas.idea;

import dev.loopgate.ideas.input.Input;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds ideas, without their patches. What is read outside of a transaction is as it was then; who
 * changes an idea finds it again, under the lock of its program.
 */
@Singleton
@Transactional
class IdeaRepository implements PanacheRepositoryBase<Idea, UUID> {

  /** By id or key. */
  Optional<Idea> named(String idOrKey) {
    return Input.uuid(idOrKey)
        .flatMap(this::findByIdOptional)
        .or(() -> find("key", idOrKey).firstResultOptional());
  }

  /** Reads an idea again that may have been read before its program was locked. */
  void refresh(Idea idea) {
    flush();
    getEntityManager().refresh(idea);
  }

  String patch(UUID id) {
    byte[] patch =
        find("select patch from Idea where id = ?1", id).project(byte[].class).singleResult();
    return new String(patch, StandardCharsets.UTF_8);
  }

  /** The first idea of a program that ends in the same files. */
  Optional<Idea> findSame(UUID programId, String normalisedDigest) {
    return find(
            "programId = ?1 and normalisedDigest = ?2 and discardedBy is null order by number",
            programId,
            normalisedDigest)
        .firstResultOptional();
  }

  /** How many ideas came after the last one that changes nothing. */
  int sinceNoChange(UUID programId) {
    return (int)
        count(
            "programId = ?1 and number > (select coalesce(max(n.number), 0) from Idea n"
                + " where n.programId = ?1 and n.canary = NO_CHANGE)",
            programId);
  }

  /** The newest ideas of a program that change something, oldest of them first. */
  List<Idea> newest(UUID programId, int limit) {
    return find(
            "programId = ?1 and (canary is null or canary <> NO_CHANGE) order by number desc",
            programId)
        .page(0, limit)
        .list()
        .reversed();
  }

  /** The open ideas of a program that are not against the given generation, oldest first. */
  List<Idea> toRepeat(UUID programId, UUID generationId, int limit) {
    return find(
            "programId = ?1 and status = OPEN and (generationId <> ?2 or drifted) order by number",
            programId,
            generationId)
        .page(0, limit)
        .list();
  }

  /** The idea, the one that it repeats, the one that that one repeats, and so on. */
  List<Idea> line(Idea idea) {
    Map<UUID, Idea> line = new LinkedHashMap<>();
    Optional<Idea> at = Optional.of(idea);
    while (at.isPresent() && line.putIfAbsent(at.get().id, at.get()) == null) {
      at = Optional.ofNullable(at.get().rebasedFrom).flatMap(this::findByIdOptional);
    }
    return List.copyOf(line.values());
  }

  /** Some ideas, oldest first. */
  List<Idea> all(List<UUID> ids) {
    return list("id in ?1 order by number", ids);
  }

  /**
   * Newest first, below an id; of all programs and in any state where that is null. Only what
   * narrows a list is asked, so that each has its index.
   */
  List<Idea> page(@Nullable UUID programId, @Nullable IdeaStatus status, UUID below, int limit) {
    String where = "id < :below";
    Map<String, Object> parameters = new HashMap<>(Map.of("below", below));
    if (programId != null) {
      where += " and programId = :program";
      parameters.put("program", programId);
    }
    if (status != null) {
      where += " and status = :status";
      parameters.put("status", status);
    }
    return find(where + " order by id desc", parameters).page(0, limit).list();
  }
}
