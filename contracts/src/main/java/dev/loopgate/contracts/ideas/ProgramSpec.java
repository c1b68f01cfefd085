package dev.loopgate.contracts.ideas;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one line of research as the program file states them. Values are checked where a
 * program is applied; readers of events may rely on them.
 *
 * @param budget what the program may spend; null means the service's defaults
 * @param policy the name of the review policy that judges the program's ideas
 * @param generator the built-in proposer; null when ideas only come from outside
 * @param tripwires which sightings make a verdict INVALID; null means the default list
 * @param canaries tests of the loop itself among the real ideas; null means none
 */
public record ProgramSpec(
    Objective objective,
    List<Guard> guards,
    Source source,
    Paths paths,
    List<Stage> stages,
    Replication replication,
    @Nullable Budget budget,
    String policy,
    @Nullable Generator generator,
    @Nullable Tripwires tripwires,
    @Nullable Canaries canaries) {

  public ProgramSpec {
    guards = guards == null ? List.of() : List.copyOf(guards);
    stages = List.copyOf(stages);
  }

  /** Which way a metric gets better. */
  public enum Direction {
    MAXIMIZE,
    MINIMIZE
  }

  /**
   * The one number that decides.
   *
   * @param metric the name of a measurement that a trusted stage logs
   * @param minimumEffect δ, in units of the metric, at least 0: what counts as no improvement
   * @param transform how differences become observations; absent means {@link Transform#CLIP}
   * @param plausibleEffect the largest mean effect that can be real, in units of the metric; a
   *     larger one makes the verdict INVALID. Null means no bound
   */
  public record Objective(
      String metric,
      Direction direction,
      BigDecimal minimumEffect,
      Transform transform,
      @Nullable BigDecimal plausibleEffect) {
    @SuppressWarnings("ConstantValue") // JSON written before there was a choice has no transform
    public Objective {
      transform = transform == null ? Transform.CLIP : transform;
    }
  }

  /** How a paired difference d becomes an observation y in [−1, 1]. */
  public enum Transform {
    /** y = clip((d − δ) / s, −1, 1): tests the mean of the clipped difference. */
    CLIP,
    /** y = sign(d − δ): for heavy tails; tests whether more pairs get better than worse. */
    SIGN
  }

  /**
   * A metric that must not get worse.
   *
   * @param margin how much worse is still tolerated, in units of the metric, at least 0
   */
  public record Guard(String metric, Direction direction, BigDecimal margin) {}

  /**
   * Where the first baseline comes from: files beside the program file, or a git repository.
   *
   * @param directory relative to the program file; its files are uploaded when the program is
   *     applied
   * @param git the address of a repository to clone
   * @param ref the branch, tag or commit of {@code git}
   */
  public record Source(@Nullable String directory, @Nullable String git, @Nullable String ref) {}

  /**
   * Glob patterns over workspace paths ({@code *} stays within a folder, {@code **} does not).
   *
   * @param editable all that a patch may touch
   * @param sealed what candidate stages and agents never see
   */
  public record Paths(List<String> editable, List<String> sealed) {
    public Paths {
      editable = List.copyOf(editable);
      sealed = sealed == null ? List.of() : List.copyOf(sealed);
    }
  }

  /**
   * One step of a run.
   *
   * @param command program and arguments, executed in the workspace without a shell
   * @param produces declared outputs; a trailing slash means a folder
   * @param consumes declared outputs of earlier stages that are laid into the workspace
   * @param trusted true for an evaluator stage: it runs from the generation's files and writes
   *     measurements
   * @param timeout wall-clock limit, for example {@code 90s} or {@code 2m}
   * @param replicate true for a stage that only a worker on another machine than those of the run's
   *     earlier stages may execute
   */
  public record Stage(
      String name,
      List<String> command,
      List<String> produces,
      List<String> consumes,
      boolean trusted,
      String timeout,
      Boolean replicate) {
    @SuppressWarnings("ConstantValue") // JSON may leave out what has a default
    public Stage {
      replicate = replicate != null && replicate;
      command = List.copyOf(command);
      produces = produces == null ? List.of() : List.copyOf(produces);
      consumes = consumes == null ? List.of() : List.copyOf(consumes);
    }
  }

  /**
   * How much evidence a verdict needs.
   *
   * @param minSeeds pairs before any verdict but INVALID, at least 2
   * @param maxSeeds pairs after which an experiment ends, at least {@code minSeeds}
   * @param errorRate α of the whole program, in (0, 1)
   */
  public record Replication(int minSeeds, int maxSeeds, BigDecimal errorRate) {}

  /**
   * What the program may spend.
   *
   * @param concurrentRuns runs under way at once, at least 1
   * @param cpuHours wall-clock hours of all attempts together; null means no limit
   * @param openIdeasPerProposer undecided ideas of one person, those of the agents that the person
   *     sponsors included; each idea spends error budget of the whole program for ever. Null means
   *     50
   */
  public record Budget(
      int concurrentRuns, @Nullable BigDecimal cpuHours, @Nullable Integer openIdeasPerProposer) {}

  /**
   * Which tripwires do more than raise a flag.
   *
   * @param invalidate kinds of flags, for example {@code NETWORK_ATTEMPT}, that make the verdict
   *     INVALID when a candidate raises them and its baseline does not
   */
  public record Tripwires(List<String> invalidate) {
    public Tripwires {
      invalidate = invalidate == null ? List.of() : List.copyOf(invalidate);
    }
  }

  /**
   * Tests of the loop itself. Agents are never told which of their work is one.
   *
   * @param every after so many real ideas one that changes nothing is sent through the loop; null
   *     means never
   * @param impossible true for a program that nobody can improve: an idea that passes all the same
   *     was cheating, and its agent is quarantined
   */
  public record Canaries(@Nullable Integer every, Boolean impossible) {
    @SuppressWarnings("ConstantValue") // JSON may leave out what has a default
    public Canaries {
      impossible = impossible != null && impossible;
    }
  }

  /**
   * The built-in proposer.
   *
   * @param kind {@code evolve}
   * @param file the JSON file whose values it changes
   * @param parameters what it may change, by JSON field name
   * @param seed makes its proposals repeatable; null means 1
   * @param ideas how many ideas it proposes in all; null means it waits to be asked
   */
  public record Generator(
      String kind,
      String file,
      Map<String, Parameter> parameters,
      @Nullable Long seed,
      @Nullable Integer ideas) {
    public Generator {
      parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }
  }

  /**
   * One value that the generator may change: a number in a range, or one of some choices.
   *
   * @param min lowest number, inclusive
   * @param max highest number, inclusive
   * @param scale {@code linear} (default) or {@code log}
   * @param integer whether the number is whole
   * @param choices the values to choose from instead of a range (JSON scalars)
   */
  public record Parameter(
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      @Nullable String scale,
      @Nullable Boolean integer,
      @Nullable List<Object> choices) {}
}
