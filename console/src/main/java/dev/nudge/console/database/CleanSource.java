package dev.nudge.console.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database to which no text can be written that it does not take: every text that a statement is
 * given is {@linkplain StorableText#clean cleaned} here, whoever gives it. Text inside of a JSON
 * document is not looked at.
 */
public final class CleanSource extends DelegatingDataSource {
  /** This database, with clean text. */
  public CleanSource(DataSource database) {
    super(database);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return clean(super.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return clean(super.getConnection(user, password));
  }

  private static Connection clean(Connection connection) {
    return wrap(
        Connection.class,
        connection,
        result ->
            result instanceof PreparedStatement statement
                ? wrap(PreparedStatement.class, statement, same -> same)
                : result);
  }

  private static <T> T wrap(Class<T> face, T inner, UnaryOperator<@Nullable Object> outcome) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("equals")) {
            return proxy == arguments[0];
          }
          // A statement is prepared of our own SQL; all else that has text hands over values.
          if (arguments != null) {
            clean(arguments);
          }
          try {
            return outcome.apply(method.invoke(inner, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        };
    return face.cast(Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, handler));
  }

  private static void clean(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text) {
        values[i] = StorableText.clean(text);
      } else if (values[i] instanceof Object[] more) {
        clean(more);
      }
    }
  }
}
