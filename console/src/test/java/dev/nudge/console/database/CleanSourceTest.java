package dev.nudge.console.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL would refuse is written as what it takes, by whatever way it comes. */
class CleanSourceTest {
  private static final String REFUSED = "a\0b \ud800c";
  private static final String WRITTEN = "a\ufffdb \ufffdc";

  private final DataSource database = new CleanSource(postgres());

  @Test
  void byNameAndByPlace() {
    JdbcClient client = JdbcClient.create(database);
    assertThat(client.sql("select :t").param("t", REFUSED).query(String.class).single())
        .isEqualTo(WRITTEN);
    assertThat(client.sql("select ?").param(REFUSED).query(String.class).single())
        .isEqualTo(WRITTEN);
  }

  @Test
  void inAnArray() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement("select (?::text[])[2]")) {
      statement.setArray(1, connection.createArrayOf("text", new Object[] {"x", REFUSED}));
      try (var rows = statement.executeQuery()) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo(WRITTEN);
      }
    }
  }

  private static PGSimpleDataSource postgres() {
    ConsoleSettings.Database empty = TestDatabase.empty();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(empty.url());
    source.setUser(empty.user());
    return source;
  }
}
