package dev.loopgate.reviews.subject;

import dev.loopgate.chassis.sql.Sql;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import dev.loopgate.wire.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * What the feeds of the peers have told. The two feeds are followed independently, so everything
 * about one idea starts with {@link #lockIdea}: whichever event comes second sees the first.
 */
@ApplicationScoped
public class SubjectStore {
  private static final String EXPERIMENTS =
      """
      select id, idea_id, registration_digest, registration, conclusion, evidence_intact
      from known_experiment
      """;

  /** Ideas, with everybody who ever answered for one of their authors. */
  static final String IDEAS =
      """
      select id, policy, authors, proposed, closed_outcome,
        (select coalesce(json_agg(distinct sponsor), '[]')
         from agent_sponsor
         where agent in (select jsonb_array_elements_text(authors::jsonb)))::text as sponsors
      from known_idea
      """;

  private final Sql sql;

  @Inject
  SubjectStore(Sql sql) {
    this.sql = sql;
  }

  /** Makes everything that concerns an idea wait until this transaction ends, known or not. */
  public void lockIdea(UUID ideaId) {
    sql.query("select pg_advisory_xact_lock(hashtextextended(:key, 20261121))")
        .bind("key", "idea:" + ideaId)
        .mapTo(String.class)
        .one();
  }

  /** Makes what gives numbers in a program wait until this transaction ends. */
  public void lockProgram(UUID programId) {
    sql.query("select pg_advisory_xact_lock(hashtextextended(:key, 20261121))")
        .bind("key", "program:" + programId)
        .mapTo(String.class)
        .one();
  }

  /** Remembers the policy of a program version; false when it was known. */
  public boolean addProgram(ProgramApplied applied) {
    return sql.update(
                """
                insert into program_version (program_id, version, name, policy_name)
                values (:programId, :version, :name, :policy)
                on conflict do nothing
                """,
                applied)
            .bind("policy", applied.spec().policy())
            .execute()
        == 1;
  }

  /** The name of the policy that a program version asks for. */
  public Optional<String> policyName(UUID programId, int version) {
    return sql.query(
            """
            select policy_name from program_version
            where program_id = :programId and version = :version
            """)
        .bind("programId", programId)
        .bind("version", version)
        .mapTo(String.class)
        .findFirst();
  }

  /** The name of a program. */
  public Optional<String> programName(UUID programId) {
    return sql.query(
            """
            select name from program_version
            where program_id = :programId
            order by version desc
            limit 1
            """)
        .bind("programId", programId)
        .mapTo(String.class)
        .findFirst();
  }

  /** The id of the program with this name. */
  public Optional<UUID> programId(String name) {
    return sql.query("select program_id from program_version where name = :name limit 1")
        .bind("name", name)
        .mapTo(UUID.class)
        .findFirst();
  }

  /** The name of the policy that the newest version of a program asks for. */
  public Optional<String> newestPolicyName(UUID programId) {
    return sql.query(
            """
            select policy_name from program_version
            where program_id = :programId
            order by version desc
            limit 1
            """)
        .bind("programId", programId)
        .mapTo(String.class)
        .findFirst();
  }

  /** Remembers an idea; false when it was known. */
  public boolean addIdea(KnownIdea idea) {
    return sql.update(
                """
                insert into known_idea (id, key, program_id, rebased_from, policy, authors, proposed)
                values (:id, :key, :programId, :rebasedFrom, :policy, :authors, :proposed)
                on conflict do nothing
                """)
            .bind("id", idea.id())
            .bind("key", idea.proposed().key())
            .bind("programId", idea.proposed().programId())
            .bind("rebasedFrom", idea.proposed().rebasedFrom())
            .bind("policy", idea.policy())
            .bind("authors", Json.write(idea.authors()))
            .bind("proposed", Json.write(idea.proposed()))
            .execute()
        == 1;
  }

  /** Authors and sponsors of some ideas, and of all that these build on. */
  public Set<String> authors(Collection<String> keys) {
    return sql.query("select authors from known_idea where key = any(:keys)")
        .bind("keys", keys.toArray(String[]::new))
        .map(row -> people(row, "authors"))
        .collect(Collectors.flatMapping(Set::stream, Collectors.toSet()));
  }

  /** Authors and sponsors of the ideas of a program to which something may still happen. */
  public Set<String> openAuthors(UUID programId) {
    return sql.query(
            "select authors from known_idea where closed_outcome is null and program_id = :programId")
        .bind("programId", programId)
        .map(row -> people(row, "authors"))
        .collect(Collectors.flatMapping(Set::stream, Collectors.toSet()));
  }

  /** Remembers how an idea ended; false when it is unknown or had ended. */
  public boolean tryCloseIdea(UUID ideaId, IdeaClosed.Outcome outcome) {
    return sql.update(
                "update known_idea set closed_outcome = :outcome where id = :ideaId and closed_outcome is null")
            .bind("outcome", outcome)
            .bind("ideaId", ideaId)
            .execute()
        == 1;
  }

  public Optional<KnownIdea> findIdea(UUID ideaId) {
    return sql.query(IDEAS + "where id = :ideaId")
        .bind("ideaId", ideaId)
        .map(SubjectStore::idea)
        .findFirst();
  }

  /** The idea with the highest number in a program. */
  public Optional<KnownIdea> newestIdea(UUID programId) {
    return sql.query(
            IDEAS
                + """
                where program_id = :programId
                order by (proposed::jsonb ->> 'number')::int desc, id desc
                limit 1
                """)
        .bind("programId", programId)
        .map(SubjectStore::idea)
        .findFirst();
  }

  /** Remembers a frozen plan; false when the experiment has one. */
  public boolean tryRegister(Registration registration, String digest) {
    return sql.update(
                """
                insert into known_experiment
                  (id, idea_id, registration_digest, registration, evidence_intact)
                values (:experimentId, :ideaId, :digest, :registration, false)
                on conflict (id) do update
                  set registration_digest = excluded.registration_digest,
                      registration = excluded.registration
                  where known_experiment.registration is null
                """)
            .bind("experimentId", registration.experimentId())
            .bind("ideaId", registration.ideaId())
            .bind("digest", digest)
            .bind("registration", Json.write(registration))
            .execute()
        == 1;
  }

  /** Remembers a conclusion; false when the experiment has one. */
  public boolean tryConclude(ExperimentConcluded concluded, boolean evidenceIntact) {
    return sql.update(
                """
                insert into known_experiment (id, idea_id, conclusion, evidence_intact)
                values (:experimentId, :ideaId, :concluded, :evidenceIntact)
                on conflict (id) do update
                  set conclusion = excluded.conclusion, evidence_intact = excluded.evidence_intact
                  where known_experiment.conclusion is null
                """)
            .bind("experimentId", concluded.experimentId())
            .bind("ideaId", concluded.ideaId())
            .bind("concluded", Json.write(concluded))
            .bind("evidenceIntact", evidenceIntact)
            .execute()
        == 1;
  }

  public Optional<KnownExperiment> findExperiment(UUID experimentId) {
    return sql.query(EXPERIMENTS + "where id = :experimentId")
        .bind("experimentId", experimentId)
        .map(SubjectStore::experiment)
        .findFirst();
  }

  /** The experiments of an idea, oldest first. */
  public List<KnownExperiment> experimentsOf(UUID ideaId) {
    return sql.query(EXPERIMENTS + "where idea_id = :ideaId order by id")
        .bind("ideaId", ideaId)
        .map(SubjectStore::experiment)
        .list();
  }

  /** Remembers a tripwire that fired; false when the event was known. */
  public boolean addFlag(String eventId, RunFlagged flagged) {
    return sql.update(
                """
                insert into run_flag (event_id, experiment_id, flag)
                values (:eventId, :experimentId, :flagged)
                on conflict do nothing
                """)
            .bind("eventId", eventId)
            .bind("experimentId", flagged.experimentId())
            .bind("flagged", Json.write(flagged))
            .execute()
        == 1;
  }

  /** The tripwires that fired, in the order in which they became known. */
  public List<RunFlagged> flagsOf(UUID experimentId) {
    return sql.query("select flag from run_flag where experiment_id = :experimentId order by seq")
        .bind("experimentId", experimentId)
        .map(row -> Json.read(row.getColumn("flag", String.class), RunFlagged.class))
        .list();
  }

  static KnownIdea idea(RowView row) {
    return new KnownIdea(
        row.getColumn("id", UUID.class),
        row.getColumn("policy", String.class),
        people(row, "authors"),
        people(row, "sponsors"),
        Json.read(row.getColumn("proposed", String.class), IdeaProposed.class),
        row.getColumn("closed_outcome", String.class));
  }

  static Set<String> people(RowView row, String column) {
    return Set.of(Json.read(row.getColumn(column, String.class), String[].class));
  }

  private static KnownExperiment experiment(RowView row) {
    return new KnownExperiment(
        row.getColumn("id", UUID.class),
        row.getColumn("idea_id", UUID.class),
        row.getColumn("registration_digest", String.class),
        json(row.getColumn("registration", String.class), Registration.class),
        json(row.getColumn("conclusion", String.class), ExperimentConcluded.class),
        row.getColumn("evidence_intact", Boolean.class));
  }

  private static <T> @Nullable T json(@Nullable String text, Class<T> type) {
    return text == null ? null : Json.read(text, type);
  }
}
