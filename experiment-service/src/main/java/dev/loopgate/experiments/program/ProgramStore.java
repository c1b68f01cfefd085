package dev.loopgate.experiments.program;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.Isolation;
import dev.loopgate.contracts.ideas.GenerationAdvanced;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.contracts.ideas.ProgramSpec;
import dev.loopgate.wire.json.Json;
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
            insert into program_version (program_id, version, spec) values (:programId, :version,
              :spec::jsonb)
            on conflict do nothing
            """)
        .bind("programId", program.programId())
        .bind("version", program.version())
        .bind("spec", Json.write(program.spec()))
        .execute();
    sql.update(
            """
            insert into program (id, name, version, concurrent_runs) values (:programId, :name,
              :version, :concurrentRuns)
            on conflict (id) do update
            set version = excluded.version, concurrent_runs = excluded.concurrent_runs
            where program.version <= excluded.version
            """,
            program)
        .bind("concurrentRuns", concurrentRuns(program.spec()))
        .execute();
  }

  private static int concurrentRuns(ProgramSpec spec) {
    ProgramSpec.Budget budget = spec.budget();
    return budget == null ? DEFAULT_CONCURRENT_RUNS : Math.max(1, budget.concurrentRuns());
  }

  public Optional<ProgramSpec> spec(UUID program, int version) {
    return sql.query(
            """
            select spec::text from program_version
            where program_id = :program and version = :version
            """)
        .bind("program", program)
        .bind("version", version)
        .map(row -> Json.read(row.getColumn("spec", String.class), ProgramSpec.class))
        .findFirst();
  }

  /** A version of a program's rules. */
  public record Version(UUID program, int number) {}

  /** The rules of some versions; those that nobody told of are absent. */
  public Map<Version, ProgramSpec> specs(Collection<Version> versions) {
    Map<Version, ProgramSpec> specs = new HashMap<>();
    sql.query(
            """
            select v.program_id, v.version, v.spec::text as spec
            from jsonb_to_recordset(:versions::jsonb) as wanted (program uuid, number integer)
            join program_version v on v.program_id = wanted.program and v.version = wanted.number
            """)
        .bind("versions", Json.write(versions))
        .map(row ->
            specs.put(
                new Version(
                    row.getColumn("program_id", UUID.class),
                    row.getColumn("version", Integer.class)),
                Json.read(row.getColumn("spec", String.class), ProgramSpec.class)))
        .list();
    return specs;
  }

  /** The rules that hold now; a running experiment keeps those it was registered under. */
  public Optional<ProgramSpec> currentSpec(UUID program) {
    return sql.query(
            """
            select v.spec::text from program p
            join program_version v on v.program_id = p.id and v.version = p.version
            where p.id = :program
            """)
        .bind("program", program)
        .map(row -> Json.read(row.getColumn("spec", String.class), ProgramSpec.class))
        .findFirst();
  }

  /** The id of the program with this name. */
  public Optional<UUID> find(String name) {
    return sql.query("select id from program where name = :name")
        .bind("name", name)
        .mapTo(UUID.class)
        .findFirst();
  }

  /**
   * Takes the program's next registration number t. The row stays locked until the transaction
   * ends, so that no two registrations see the same t or A.
   */
  public int nextRegistration(UUID program) {
    return sql.query(
            """
            update program set registrations = registrations + 1
            where id = :program returning registrations
            """)
        .bind("program", program)
        .mapTo(int.class)
        .one();
  }

  /** t of the last registration; 0 before the first. */
  public int registrations(UUID program) {
    return sql.query("select registrations from program where id = :program")
        .bind("program", program)
        .mapTo(int.class)
        .findFirst()
        .orElse(0);
  }

  /** The sum of α · γ over all registrations, exact, each with the α that it was frozen under. */
  public BigDecimal frozenErrorRates(UUID program) {
    return sql.query(
            """
            select coalesce(sum((registration::jsonb ->> 'errorRate')::numeric
              * (registration::jsonb ->> 'gamma')::numeric), 0)
            from experiment
            where program_id = :program and registration is not null
            """)
        .bind("program", program)
        .mapTo(BigDecimal.class)
        .one();
  }

  /** A: ideas ever adopted in the program. */
  public int adopted(UUID program) {
    return sql.query(
            "select count(*) from idea where program_id = :program and outcome = 'ADOPTED'")
        .bind("program", program)
        .mapTo(int.class)
        .one();
  }

  public void save(GenerationAdvanced generation) {
    sql.update(
            """
            insert into generation (id, program_id, number, fact) values (:generationId, :programId,
              :number, :generation::jsonb)
            on conflict do nothing
            """,
            generation)
        .bind("generation", Json.write(generation))
        .execute();
  }

  public Optional<GenerationAdvanced> generation(UUID id) {
    return sql.query("select fact::text from generation where id = :id")
        .bind("id", id)
        .map(row -> Json.read(row.getColumn("fact", String.class), GenerationAdvanced.class))
        .findFirst();
  }

  /** Generations that an adopted idea made, newest first, below a number. */
  public List<GenerationAdvanced> adoptedGenerations(UUID program, int below, int limit) {
    return sql.query(
            """
            select fact::text from generation
            where program_id = :program and number < :below and fact ->> 'ideaId' is not null
            order by number desc
            limit :limit
            """)
        .bind("program", program)
        .bind("below", below)
        .bind("limit", limit)
        .map(row -> Json.read(row.getColumn("fact", String.class), GenerationAdvanced.class))
        .list();
  }

  /**
   * Keeps an idea. Idea and clearance share a row, so that of two feeds that are applied at the
   * same time the second one sees what the first one brought.
   */
  public void save(IdeaProposed idea) {
    sql.update(
            """
            insert into idea (id, program_id, fact) values (:ideaId, :programId, :idea::jsonb)
            on conflict (id) do update set program_id = excluded.program_id, fact = excluded.fact
            """)
        .bind("ideaId", idea.ideaId())
        .bind("programId", idea.programId())
        .bind("idea", Json.write(idea))
        .execute();
  }

  /** The idea; empty when it is unknown. */
  public Optional<IdeaProposed> idea(UUID id) {
    return sql.query("select fact::text from idea where id = :id and fact is not null")
        .bind("id", id)
        .map(row -> Json.read(row.getColumn("fact", String.class), IdeaProposed.class))
        .findFirst();
  }

  public boolean isOpen(UUID idea) {
    return sql.query("select 1 from idea where id = :idea and outcome is null")
        .bind("idea", idea)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  /** Keeps how an idea ended, also of one that is not known yet. */
  public void close(IdeaClosed closed) {
    sql.update(
            """
            insert into idea (id, program_id, outcome) values (:ideaId, :programId, :outcome)
            on conflict (id) do update set outcome = excluded.outcome
            """,
            closed)
        .execute();
  }

  /** Keeps a clearance, also of an idea that is not known yet. */
  public void saveClearance(UUID idea, Isolation minimum) {
    sql.update(
            """
            insert into idea (id, minimum_isolation) values (:idea, :minimum)
            on conflict (id) do update set minimum_isolation = excluded.minimum_isolation
            """)
        .bind("idea", idea)
        .bind("minimum", minimum)
        .execute();
  }

  /** The weakest isolation that an idea was cleared for; empty when it was not cleared. */
  public Optional<Isolation> clearance(UUID idea) {
    return sql.query(
            "select minimum_isolation from idea where id = :idea and minimum_isolation is not null")
        .bind("idea", idea)
        .mapTo(Isolation.class)
        .findFirst();
  }
}
