package dev.loopgate.ideas.generator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopgate.contracts.ideas.ProgramSpec.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Proposes values: first each declared parameter by itself, towards where it has most room; then
 * further along what helped, and together what helped apart. Pure: the same seed and the same
 * history give the same proposals.
 */
final class Evolve {
  private static final int MOST_ATTEMPTS = 400;
  private static final int DESPERATE = 200;
  private static final int PICKY = 60;
  private static final double LEAST_ROOM = 0.02;
  private static final double CROSSOVER_SHARE = 0.35;
  private static final double FURTHER_SHARE = 0.6;
  private static final double PAIR_SHARE = 0.25;

  private final Map<String, Values> parameters = new TreeMap<>();
  private final Map<String, JsonNode> current;
  private final List<Past> history;
  private final long seed;

  /**
   * For the next idea.
   *
   * @param current the values of the baseline, for every parameter
   * @param history ideas in order of their number
   */
  Evolve(
      Map<String, Parameter> parameters,
      Map<String, JsonNode> current,
      List<Past> history,
      long seed) {
    parameters.forEach((name, parameter) -> this.parameters.put(name, new Values(parameter)));
    this.current = new TreeMap<>(current);
    this.history = List.copyOf(history);
    this.seed = seed;
  }

  /** Different new proposals, best first; empty when nothing new is found. */
  List<Mutation> proposals(int most) {
    Set<String> seen = new HashSet<>();
    history.forEach(
        past -> seen.add(new Mutation("", past.after(), List.of(), "").outcome(current)));
    seen.add(new Mutation("", Map.of(), List.of(), "").outcome(current));
    List<Mutation> proposals = new ArrayList<>();
    for (int attempt = 0; attempt < MOST_ATTEMPTS && proposals.size() < most; attempt++) {
      long mixed = (seed * 0x9E3779B97F4A7C15L) + (history.size() * 1_000_003L) + attempt;
      propose(new SplittableRandom(mixed), attempt)
          .map(this::withoutIdle)
          .filter(mutation -> !mutation.changes().isEmpty())
          .filter(mutation -> seen.add(mutation.outcome(current)))
          .ifPresent(proposals::add);
    }
    return proposals;
  }

  private Optional<Mutation> propose(SplittableRandom random, int attempt) {
    List<String> untested = parameters.keySet().stream().filter(name -> tests(name) == 0).toList();
    if (!untested.isEmpty() && attempt < DESPERATE) {
      return Optional.of(explore(untested.get(random.nextInt(untested.size())), random));
    }
    double dice = random.nextDouble();
    List<Past> promising = promising();
    if (dice < CROSSOVER_SHARE && promising.size() >= 2) {
      return crossover(promising, random);
    }
    if (dice < FURTHER_SHARE && !promising.isEmpty()) {
      return further(promising.get(random.nextInt(promising.size())), random);
    }
    String name = attempt < PICKY ? leastTested(random) : any(random);
    Mutation one = explore(name, random);
    return Optional.of(random.nextDouble() < PAIR_SHARE ? pair(one, random) : one);
  }

  /** Leaves out values that the baseline has anyway. */
  private Mutation withoutIdle(Mutation mutation) {
    Map<String, JsonNode> changes = new TreeMap<>(mutation.changes());
    changes.entrySet().removeIf(c -> Values.text(c.getValue()).equals(now(c.getKey())));
    return new Mutation(mutation.how(), changes, mutation.parents(), mutation.why());
  }

  private String any(SplittableRandom random) {
    return List.copyOf(parameters.keySet()).get(random.nextInt(parameters.size()));
  }

  private long tests(String name) {
    return history.stream().filter(past -> past.changed(name)).count();
  }

  private String leastTested(SplittableRandom random) {
    long least = parameters.keySet().stream().mapToLong(this::tests).min().orElse(0);
    List<String> names =
        parameters.keySet().stream().filter(name -> tests(name) <= least + 1).toList();
    return names.get(random.nextInt(names.size()));
  }

  /** Ideas that looked better than their baseline and are not part of this one, best first. */
  private List<Past> promising() {
    return history.stream()
        .filter(past -> past.promising() && past.effect() != null)
        .filter(past -> !changesOf(past).isEmpty())
        .sorted(Comparator.comparingDouble(Evolve::effect).reversed())
        .limit(6)
        .toList();
  }

  private static double effect(Past past) {
    return past.effect() == null ? 0 : past.effect();
  }

  private Map<String, JsonNode> changesOf(Past past) {
    Map<String, JsonNode> changes = new TreeMap<>();
    for (String name : parameters.keySet()) {
      JsonNode value = past.after().get(name);
      if (value != null && past.changed(name) && !past.text(name).equals(now(name))) {
        changes.put(name, value);
      }
    }
    return changes;
  }

  private String now(String name) {
    return Values.text(value(name));
  }

  private JsonNode value(String name) {
    return Optional.ofNullable(current.get(name)).orElseThrow();
  }

  private Mutation explore(String name, SplittableRandom random) {
    Values values = parameters.get(name);
    if (values == null) {
      throw new IllegalArgumentException(name);
    }
    long tests = tests(name);
    String why =
        tests == 0
            ? "%s has not been changed yet; it stands at %s.".formatted(name, now(name))
            : "%s was changed in %d ideas; this value is new.".formatted(name, tests);
    JsonNode next = values.isChoice() ? choose(name, values, random) : step(name, values, random);
    return new Mutation("explore", Map.of(name, next), List.of(), why);
  }

  private JsonNode choose(String name, Values values, SplittableRandom random) {
    Set<String> tried = new HashSet<>();
    history.forEach(past -> tried.add(past.text(name)));
    List<JsonNode> others =
        values.choices().stream().filter(c -> !Values.text(c).equals(now(name))).toList();
    List<JsonNode> fresh =
        others.stream().filter(choice -> !tried.contains(Values.text(choice))).toList();
    List<JsonNode> from = fresh.isEmpty() ? others : fresh;
    return from.isEmpty() ? value(name) : from.get(random.nextInt(from.size()));
  }

  /** The first step goes where there is more room, a later one to the side tried less. */
  private JsonNode step(String name, Values values, SplittableRandom random) {
    double here = values.place(value(name));
    long ups =
        history.stream().filter(p -> p.changed(name) && isAbove(values, p, name, here)).count();
    long downs = tests(name) - ups;
    boolean up = ups == downs ? here <= 0.5 : ups < downs;
    boolean isFirst = ups + downs == 0;
    if ((up ? 1 - here : here) < LEAST_ROOM) {
      up = !up;
    }
    double share = isFirst ? random.nextDouble(0.3, 0.6) : random.nextDouble(0.08, 0.8);
    double room = up ? 1 - here : here;
    return values.at(up ? here + share * room : here - share * room);
  }

  private static boolean isAbove(Values values, Past past, String name, double here) {
    JsonNode value = past.after().get(name);
    return value != null && value.isNumber() && values.place(value) > here;
  }

  private Mutation pair(Mutation one, SplittableRandom random) {
    Map<String, JsonNode> changes = new TreeMap<>(one.changes());
    changes.putAll(explore(any(random), random).changes());
    return new Mutation("pair", changes, one.parents(), one.why());
  }

  private Optional<Mutation> crossover(List<Past> promising, SplittableRandom random) {
    Past first = promising.get(random.nextInt(Math.min(3, promising.size())));
    Past second = promising.get(random.nextInt(promising.size()));
    Map<String, JsonNode> changes = new TreeMap<>(changesOf(second));
    changes.putAll(changesOf(first));
    if (first.equals(second) || changes.equals(changesOf(first))) {
      return Optional.empty();
    }
    return Optional.of(
        new Mutation(
            "crossover",
            changes,
            List.of(first.key(), second.key()),
            "%s and %s each looked better than the baseline; together they may add up."
                .formatted(first.key(), second.key())));
  }

  private Optional<Mutation> further(Past past, SplittableRandom random) {
    Map<String, JsonNode> changes = new TreeMap<>(changesOf(past));
    for (Map.Entry<String, JsonNode> change : changes.entrySet()) {
      Values values = parameters.get(change.getKey());
      if (values != null && !values.isChoice() && change.getValue().isNumber()) {
        double from = values.place(value(change.getKey()));
        double to = values.place(change.getValue());
        change.setValue(values.at(to + (to - from) * random.nextDouble(-0.4, 0.9)));
      }
    }
    return Optional.of(
        new Mutation(
            "further",
            changes,
            List.of(past.key()),
            "%s looked better than the baseline; this searches around it.".formatted(past.key())));
  }
}
