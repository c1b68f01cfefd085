package dev.loopgate.reviews.subject;

import dev.loopgate.chassis.json.Json;
import dev.loopgate.contracts.experiments.ExperimentConcluded;
import dev.loopgate.contracts.experiments.Registration;
import dev.loopgate.contracts.experiments.RunFlagged;
import dev.loopgate.contracts.ideas.IdeaClosed;
import dev.loopgate.contracts.ideas.IdeaProposed;
import dev.loopgate.contracts.ideas.ProgramApplied;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the feeds of the peers have told. The two feeds are followed independently, so everything
 * about one idea starts with {@link #lockIdea}: whichever event comes second sees the first.
 */
@ApplicationScoped
public class SubjectStore {
  private final AgroalDataSource dataSource;

  @Inject
  SubjectStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Makes everything that concerns an idea wait until this transaction ends, known or not. */
  public void lockIdea(UUID ideaId) {
    query(
        "select 1 from pg_advisory_xact_lock(hashtextextended(?, 20261121))",
        row -> row.getInt(1),
        "idea:" + ideaId);
  }

  /** Makes what gives numbers in a program wait until this transaction ends. */
  public void lockProgram(UUID programId) {
    query(
        "select 1 from pg_advisory_xact_lock(hashtextextended(?, 20261121))",
        row -> row.getInt(1),
        "program:" + programId);
  }

  /** Remembers the policy of a program version; false when it was known. */
  public boolean addProgram(ProgramApplied applied) {
    return update(
        """
        insert into program_version (program_id, version, name, policy_name)
        values (?, ?, ?, ?)
        on conflict do nothing
        """,
        applied.programId(),
        applied.version(),
        applied.name(),
        applied.spec().policy());
  }

  /** The name of the policy that a program version asks for. */
  public Optional<String> policyName(UUID programId, int version) {
    return first(
        "select policy_name from program_version where program_id = ? and version = ?",
        row -> row.getString(1),
        programId,
        version);
  }

  /** The id of the program with this name. */
  public Optional<UUID> programId(String name) {
    return first(
        "select program_id from program_version where name = ? limit 1",
        row -> row.getObject(1, UUID.class),
        name);
  }

  /** The name of the policy that the newest version of a program asks for. */
  public Optional<String> newestPolicyName(UUID programId) {
    return first(
        "select policy_name from program_version where program_id = ? order by version desc limit 1",
        row -> row.getString(1),
        programId);
  }

  /** Remembers an idea; false when it was known. */
  public boolean addIdea(KnownIdea idea) {
    return update(
        """
        insert into known_idea (id, program_id, rebased_from, policy, authors, proposed)
        values (?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        idea.id(),
        idea.proposed().programId(),
        idea.proposed().rebasedFrom(),
        idea.policy(),
        Json.write(idea.authors()),
        Json.write(idea.proposed()));
  }

  /** Authors and sponsors of the ideas of a program to which something may still happen. */
  public Set<String> openAuthors(UUID programId) {
    return query(
            "select authors from known_idea where closed_outcome is null and program_id = ?",
            row -> Json.read(row.getString(1), String[].class),
            programId)
        .stream()
        .flatMap(Stream::of)
        .collect(Collectors.toSet());
  }

  /** Remembers how an idea ended; false when it is unknown or had ended. */
  public boolean tryCloseIdea(UUID ideaId, IdeaClosed.Outcome outcome) {
    return update(
        "update known_idea set closed_outcome = ? where id = ? and closed_outcome is null",
        outcome.name(),
        ideaId);
  }

  public Optional<KnownIdea> findIdea(UUID ideaId) {
    return first(IDEAS + "where id = ?", SubjectStore::idea, ideaId);
  }

  /** The idea with the highest number in a program. */
  public Optional<KnownIdea> newestIdea(UUID programId) {
    return first(
        IDEAS
            + "where program_id = ? order by (proposed::jsonb ->> 'number')::int desc, id desc limit 1",
        SubjectStore::idea,
        programId);
  }

  /** Remembers a frozen plan; false when the experiment has one. */
  public boolean tryRegister(Registration registration, String digest) {
    return update(
        """
        insert into known_experiment
          (id, idea_id, registration_digest, registration, evidence_intact)
        values (?, ?, ?, ?, false)
        on conflict (id) do update
          set registration_digest = excluded.registration_digest,
              registration = excluded.registration
          where known_experiment.registration is null
        """,
        registration.experimentId(),
        registration.ideaId(),
        digest,
        Json.write(registration));
  }

  /** Remembers a conclusion; false when the experiment has one. */
  public boolean tryConclude(ExperimentConcluded concluded, boolean evidenceIntact) {
    return update(
        """
        insert into known_experiment (id, idea_id, conclusion, evidence_intact)
        values (?, ?, ?, ?)
        on conflict (id) do update
          set conclusion = excluded.conclusion, evidence_intact = excluded.evidence_intact
          where known_experiment.conclusion is null
        """,
        concluded.experimentId(),
        concluded.ideaId(),
        Json.write(concluded),
        evidenceIntact);
  }

  public Optional<KnownExperiment> findExperiment(UUID experimentId) {
    return first(EXPERIMENTS + "where id = ?", SubjectStore::experiment, experimentId);
  }

  /** The experiments of an idea, oldest first. */
  public List<KnownExperiment> experimentsOf(UUID ideaId) {
    return query(EXPERIMENTS + "where idea_id = ? order by id", SubjectStore::experiment, ideaId);
  }

  /** Remembers a tripwire that fired; false when the event was known. */
  public boolean addFlag(String eventId, RunFlagged flagged) {
    return update(
        "insert into run_flag (event_id, experiment_id, flag) values (?, ?, ?) on conflict do nothing",
        eventId,
        flagged.experimentId(),
        Json.write(flagged));
  }

  /** The tripwires that fired, in the order in which they became known. */
  public List<RunFlagged> flagsOf(UUID experimentId) {
    return query(
        "select flag from run_flag where experiment_id = ? order by seq",
        row -> Json.read(row.getString(1), RunFlagged.class),
        experimentId);
  }

  private static final String EXPERIMENTS =
      """
      select id, idea_id, registration_digest, registration, conclusion, evidence_intact
      from known_experiment
      """;

  private static final String IDEAS =
      """
      select id, policy, authors, proposed, closed_outcome
      from known_idea
      """;

  static KnownIdea idea(ResultSet row) throws SQLException {
    return new KnownIdea(
        row.getObject(1, UUID.class),
        row.getString(2),
        Set.of(Json.read(row.getString(3), String[].class)),
        Json.read(row.getString(4), IdeaProposed.class),
        row.getString(5));
  }

  private static KnownExperiment experiment(ResultSet row) throws SQLException {
    return new KnownExperiment(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getString(3),
        json(row.getString(4), Registration.class),
        json(row.getString(5), ExperimentConcluded.class),
        row.getBoolean(6));
  }

  private static <T> @Nullable T json(@Nullable String text, Class<T> type) {
    return text == null ? null : Json.read(text, type);
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> Optional<T> first(String sql, Row<T> read, Object... parameters) {
    return query(sql, read, parameters).stream().findFirst();
  }

  private <T> List<T> query(String sql, Row<T> read, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = prepare(connection, sql, parameters);
        ResultSet rows = select.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new SubjectException("cannot look up " + List.of(parameters), e);
    }
  }

  private boolean update(String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement change = prepare(connection, sql, parameters)) {
      return change.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new SubjectException("cannot store what was told about " + parameters[0], e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
