package dev.loopgate.chassis.sql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.SetObjectArgumentFactory;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.statement.Update;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * Makes the statements of the stores, which take part in the transaction under way and never begin
 * or end one. A statement gives its connection back when it was executed or its rows were read, so
 * each must be executed, and rows are collected and not streamed.
 *
 * <p>What fails is a {@link org.jdbi.v3.core.JdbiException}. Its message has no bound values: they
 * may be secret.
 */
@Singleton
public class Sql {
  private final Jdbi jdbi;

  @Inject
  public Sql(DataSource dataSource) {
    ColumnMapper<UUID> uuid = (row, column, _) -> row.getObject(column, UUID.class);
    this.jdbi =
        Jdbi.create(dataSource)
            .setTransactionHandler(new CMTTransactionHandler())
            .registerArgument(
                SetObjectArgumentFactory.forClasses(
                    Map.of(UUID.class, Types.OTHER, byte[][].class, Types.ARRAY)))
            .registerArrayType(String.class, "text")
            .registerColumnMapper(UUID.class, uuid);
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setIncludeBindingsInTelemetry(false);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /** Reads rows; {@code :name} is bound by its name. */
  public Query query(String sql) {
    return jdbi.open().createQuery(sql).cleanupHandleCommit();
  }

  /** Changes rows. */
  public Update update(String sql) {
    return jdbi.open().createUpdate(sql).cleanupHandleCommit();
  }

  /** Changes rows with the components of a record; what is bound besides goes before them. */
  public Update update(String sql, Record values) {
    return update(sql).bindNamedArgumentFinder(new RecordArguments(values));
  }

  /** Changes rows once for each that is added, in one round trip. */
  public PreparedBatch batch(String sql) {
    return jdbi.open().prepareBatch(sql).cleanupHandleCommit();
  }

  /** Gives the transaction under way its connection, and sends nothing to the database. */
  public void reserveConnection() {
    jdbi.useHandle(Handle::getConnection);
  }

  /** Opens a session that outlasts transactions; not to be asked for in one. */
  public Session open() {
    return new Session(jdbi.open());
  }

  /** Listens to a channel, on a connection that the work keeps. */
  public void listen(String channel, Consumer<Listening> work) {
    jdbi.useHandle(handle -> {
      handle.execute("listen " + channel);
      work.accept(new Listening(handle));
    });
  }
}
