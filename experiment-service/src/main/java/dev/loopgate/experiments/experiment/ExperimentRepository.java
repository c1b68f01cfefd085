package dev.loopgate.experiments.experiment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds experiments. */
@ApplicationScoped
class ExperimentRepository implements PanacheRepositoryBase<Experiment, UUID> {

  Optional<Experiment> ofIdea(UUID idea) {
    return find("ideaId", idea).firstResultOptional();
  }

  Optional<Experiment> ofIdeaKey(String key) {
    return find("ideaKey", key).firstResultOptional();
  }

  Optional<Experiment> baselineOf(UUID generation) {
    return find(
            "kind = ?1 and generationId = ?2 and not superseded",
            ExperimentKind.BASELINE,
            generation)
        .firstResultOptional();
  }

  /** The measurements of some generations, by generation. */
  Map<UUID, Experiment> baselinesOf(Collection<UUID> generations) {
    return find(
            "kind = ?1 and generationId in ?2 and not superseded",
            ExperimentKind.BASELINE,
            generations)
        .stream()
        .collect(Collectors.toMap(experiment -> experiment.generationId, Function.identity()));
  }

  /** The tests of some ideas, by idea. */
  Map<UUID, Experiment> ofIdeas(List<UUID> ideas) {
    return find("ideaId in ?1", ideas).stream()
        .collect(
            Collectors.toMap(
                experiment -> Objects.requireNonNull(experiment.ideaId), Function.identity()));
  }

  /** Experiments that cannot be registered before their generation is measured, oldest first. */
  List<Experiment> waitingFor(UUID generation) {
    return find(
            "generationId = ?1 and state = ?2 order by id",
            generation,
            ExperimentState.WAITING_FOR_BASELINE)
        .list();
  }

  /** Experiments on ideas, of one program or of all, that are not over; oldest first. */
  List<Experiment> openIdeas(@Nullable UUID program) {
    List<ExperimentState> over = List.of(ExperimentState.CONCLUDED, ExperimentState.CANCELLED);
    return program == null
        ? find("kind = ?1 and state not in ?2 order by id", ExperimentKind.IDEA, over).list()
        : find(
                "kind = ?1 and state not in ?2 and programId = ?3 order by id",
                ExperimentKind.IDEA,
                over,
                program)
            .list();
  }

  /** Newest first. */
  List<Experiment> page(Filter filter, int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    add(conditions, parameters, "programId = :program", "program", filter.program());
    add(conditions, parameters, "state = :state", "state", filter.state());
    add(conditions, parameters, "kind = :kind", "kind", filter.kind());
    add(conditions, parameters, "id < :below", "below", filter.below());
    String where = String.join(" and ", conditions);
    return find(where + " order by id desc", parameters).page(0, limit).list();
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.put(name, value);
    }
  }

  /** What a list is narrowed to; null means anything. */
  record Filter(
      @Nullable UUID program,
      @Nullable ExperimentState state,
      @Nullable ExperimentKind kind,
      UUID below) {}
}
