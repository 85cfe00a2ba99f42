package dev.nudge.customer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.customer.TestStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTest {
  @Test
  void opensAgainWhereItIs() throws Exception {
    Database database = TestStore.database();
    try (Store first = Store.open(database)) {
      run(first, "create view data.numbers as select 1 as n");
    }
    try (Store again = Store.open(database)) {
      assertThat(read(again, "select n from numbers")).isEqualTo("1");
    }
  }

  @Test
  void aReaderSeesTheViewsAndNothingElse() throws Exception {
    try (Store store = TestStore.empty()) {
      run(store, "create table customer.secrets as select 'key' as word");
      run(store, "create view data.words as select word from customer.secrets");
      assertThat(read(store, "select word from words")).isEqualTo("key");
      for (String sql :
          List.of(
              "select word from customer.secrets",
              "select password from customer.reader",
              "select query_to_xml('select password from customer.reader', true, false, '')",
              "select pg_read_file('/etc/passwd')",
              "select lo_import('/etc/passwd')",
              "insert into words values ('more') returning word",
              "create table data.mine (n int)",
              "create temp table mine (n int)",
              "select set_config('role', 'postgres', false)",
              "select set_config('session_authorization', 'postgres', false)")) {
        assertThatThrownBy(() -> read(store, sql)).as(sql).isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    assertThatThrownBy(
            () -> Store.open(new Database("jdbc:postgresql://127.0.0.1:1/none", "u", "")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the store of customers does not open: ");
  }

  private static void run(Store store, String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(Store store, String sql) throws SQLException {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
