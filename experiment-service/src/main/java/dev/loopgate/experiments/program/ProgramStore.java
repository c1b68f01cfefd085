package dev.loopgate.experiments.program;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.experiments.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Copies of what the peers said about programs, and the program's counter of registrations. */
@Singleton
public class ProgramStore {
  private static final int DEFAULT_CONCURRENT_RUNS = 2;

  private final Sql sql;

  @Inject
  ProgramStore(Sql sql) {
    this.sql = sql;
  }

  public void save(ProgramApplied program) {
    sql.update(
        """
        insert into program_version (program_id, version, spec) values (?, ?, ?::jsonb)
        on conflict do nothing
        """,
        program.programId(),
        program.version(),
        Json.write(program.spec()));
    sql.update(
        """
        insert into program (id, name, version, concurrent_runs) values (?, ?, ?, ?)
        on conflict (id) do update
        set version = excluded.version, concurrent_runs = excluded.concurrent_runs
        where program.version <= excluded.version
        """,
        program.programId(),
        program.name(),
        program.version(),
        concurrentRuns(program.spec()));
  }

  private static int concurrentRuns(ProgramSpec spec) {
    ProgramSpec.Budget budget = spec.budget();
    return budget == null ? DEFAULT_CONCURRENT_RUNS : Math.max(1, budget.concurrentRuns());
  }

  public Optional<ProgramSpec> spec(UUID program, int version) {
    return sql.find(
        "select spec::text from program_version where program_id = ? and version = ?",
        row -> Json.read(row.getString(1), ProgramSpec.class),
        program,
        version);
  }

  /** A version of a program's rules. */
  public record Version(UUID program, int number) {}

  /** The rules of some versions; those that nobody told of are absent. */
  public Map<Version, ProgramSpec> specs(Collection<Version> versions) {
    Map<Version, ProgramSpec> specs = new HashMap<>();
    sql.list(
        """
        select v.program_id, v.version, v.spec::text as spec
        from jsonb_to_recordset(?::jsonb) as wanted (program uuid, number integer)
        join program_version v on v.program_id = wanted.program and v.version = wanted.number
        """,
        row ->
            specs.put(
                new Version(Sql.id(row, "program_id"), row.getInt("version")),
                Json.read(row.getString("spec"), ProgramSpec.class)),
        Json.write(versions));
    return specs;
  }

  /** The rules that hold now; a running experiment keeps those it was registered under. */
  public Optional<ProgramSpec> currentSpec(UUID program) {
    return sql.find(
        """
        select v.spec::text from program p
        join program_version v on v.program_id = p.id and v.version = p.version
        where p.id = ?
        """,
        row -> Json.read(row.getString(1), ProgramSpec.class),
        program);
  }

  /** The id of the program with this name. */
  public Optional<UUID> find(String name) {
    return sql.find("select id from program where name = ?", row -> Sql.id(row, "id"), name);
  }

  /**
   * Takes the program's next registration number t. The row stays locked until the transaction
   * ends, so that no two registrations see the same t or A.
   */
  public int nextRegistration(UUID program) {
    return sql.list(
            "update program set registrations = registrations + 1 where id = ? returning registrations",
            row -> row.getInt(1),
            program)
        .getFirst();
  }

  /** t of the last registration; 0 before the first. */
  public int registrations(UUID program) {
    return sql.find("select registrations from program where id = ?", row -> row.getInt(1), program)
        .orElse(0);
  }

  /** The sum of α · γ over all registrations, exact, each with the α that it was frozen under. */
  public BigDecimal frozenErrorRates(UUID program) {
    return sql.list(
            """
            select coalesce(sum((registration::jsonb ->> 'errorRate')::numeric
              * (registration::jsonb ->> 'gamma')::numeric), 0)
            from experiment
            where program_id = ? and registration is not null
            """,
            row -> row.getBigDecimal(1),
            program)
        .getFirst();
  }

  /** A: ideas ever adopted in the program. */
  public int adopted(UUID program) {
    return sql.list(
            "select count(*) from idea where program_id = ? and outcome = 'ADOPTED'",
            row -> row.getInt(1),
            program)
        .getFirst();
  }

  public void save(GenerationAdvanced generation) {
    sql.update(
        """
        insert into generation (id, program_id, number, fact) values (?, ?, ?, ?::jsonb)
        on conflict do nothing
        """,
        generation.generationId(),
        generation.programId(),
        generation.number(),
        Json.write(generation));
  }

  public Optional<GenerationAdvanced> generation(UUID id) {
    return sql.find(
        "select fact::text from generation where id = ?",
        row -> Json.read(row.getString(1), GenerationAdvanced.class),
        id);
  }

  /** Generations that an adopted idea made, newest first, below a number. */
  public List<GenerationAdvanced> adoptedGenerations(UUID program, int below, int limit) {
    return sql.list(
        """
        select fact::text from generation
        where program_id = ? and number < ? and fact ->> 'ideaId' is not null
        order by number desc
        limit ?
        """,
        row -> Json.read(row.getString(1), GenerationAdvanced.class),
        program,
        below,
        limit);
  }

  /**
   * Keeps an idea. Idea and clearance share a row, so that of two feeds that are applied at the
   * same time the second one sees what the first one brought.
   */
  public void save(IdeaProposed idea) {
    sql.update(
        """
        insert into idea (id, program_id, fact) values (?, ?, ?::jsonb)
        on conflict (id) do update set program_id = excluded.program_id, fact = excluded.fact
        """,
        idea.ideaId(),
        idea.programId(),
        Json.write(idea));
  }

  /** The idea; empty when it is unknown. */
  public Optional<IdeaProposed> idea(UUID id) {
    return sql.find(
        "select fact::text from idea where id = ? and fact is not null",
        row -> Json.read(row.getString(1), IdeaProposed.class),
        id);
  }

  public boolean isOpen(UUID idea) {
    return sql.find("select 1 from idea where id = ? and outcome is null", row -> true, idea)
        .isPresent();
  }

  /** Keeps how an idea ended, also of one that is not known yet. */
  public void close(IdeaClosed closed) {
    sql.update(
        """
        insert into idea (id, program_id, outcome) values (?, ?, ?)
        on conflict (id) do update set outcome = excluded.outcome
        """,
        closed.ideaId(),
        closed.programId(),
        closed.outcome());
  }

  /** Keeps a clearance, also of an idea that is not known yet. */
  public void saveClearance(UUID idea, Isolation minimum) {
    sql.update(
        """
        insert into idea (id, minimum_isolation) values (?, ?)
        on conflict (id) do update set minimum_isolation = excluded.minimum_isolation
        """,
        idea,
        minimum);
  }

  /** The weakest isolation that an idea was cleared for; empty when it was not cleared. */
  public Optional<Isolation> clearance(UUID idea) {
    return sql.find(
        "select minimum_isolation from idea where id = ? and minimum_isolation is not null",
        row -> Isolation.valueOf(row.getString(1)),
        idea);
  }
}
