package dev.loopgate.testkit;

import dev.loopgate.chassis.feed.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does what the container does, without one: what a thread asks of the data source in a transaction
 * goes through one connection, which the transaction alone commits and closes.
 */
public final class TransactionalDataSource implements Transactions {
  private final DataSource delegate;

  @SuppressWarnings("ThreadLocalUsage") // a thread may be in a transaction of each data source
  private final ThreadLocal<@Nullable Connection> bound = new ThreadLocal<>();

  public TransactionalDataSource(DataSource delegate) {
    this.delegate = delegate;
  }

  @Override
  public boolean run(BooleanSupplier work) {
    try (Connection connection = delegate.getConnection()) {
      connection.setAutoCommit(false);
      bound.set(connection);
      return finish(connection, work);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      bound.remove();
    }
  }

  private static boolean finish(Connection connection, BooleanSupplier work) throws SQLException {
    boolean done = false;
    try {
      done = work.getAsBoolean();
      return done;
    } finally {
      if (done) {
        connection.commit();
      } else {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  /** What a store is given. */
  public DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection")
                    ? connection()
                    : invoke(delegate, method, arguments));
  }

  private Connection connection() throws SQLException {
    Connection connection = bound.get();
    return connection == null ? delegate.getConnection() : unclosable(connection);
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            TransactionalDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : invoke(connection, method, arguments));
  }

  private static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
