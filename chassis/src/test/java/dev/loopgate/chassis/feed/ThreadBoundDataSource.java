package dev.loopgate.chassis.feed;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does what the container does: everything that a thread asks of it in a transaction goes through
 * one connection, which the transaction alone commits and closes.
 */
public final class ThreadBoundDataSource implements DataSource, Transactions {
  private final DataSource delegate;

  @SuppressWarnings("ThreadLocalUsage") // a thread may be in a transaction of each data source
  private final ThreadLocal<@Nullable Connection> bound = new ThreadLocal<>();

  ThreadBoundDataSource(DataSource delegate) {
    this.delegate = delegate;
  }

  @Override
  public boolean run(BooleanSupplier work) {
    try (Connection connection = delegate.getConnection()) {
      connection.setAutoCommit(false);
      bound.set(connection);
      boolean done = work.getAsBoolean();
      if (done) {
        connection.commit();
      } else {
        connection.rollback();
      }
      return done;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      bound.remove();
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = bound.get();
    return connection == null ? delegate.getConnection() : unclosable(connection);
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            ThreadBoundDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return delegate.getConnection(user, password);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // Nothing is logged.
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    delegate.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return delegate.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return delegate.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return delegate.isWrapperFor(type);
  }
}
