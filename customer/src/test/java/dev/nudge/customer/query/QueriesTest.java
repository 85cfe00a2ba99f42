package dev.nudge.customer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.TestStore;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {
  private static Store store;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws SQLException {
    store = TestStore.empty();
    run(
        "create table customer.t (id text, spent numeric, tags text[], seen timestamptz, doc jsonb)");
    run(
        """
        insert into customer.t values
          ('U1', 12.50, '{a,"b,c"}', '2026-11-20T10:00:00.123456Z', '{"n": 1.10, "a": "x"}'),
          ('U2', 9007199254740993, '{}', null, null),
          ('U3', 1e-9, null, '2026-11-21T00:00:00+02:00', '[1]')
        """);
    run("create view data.customers as select * from customer.t");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void answersInEachFormat() throws Exception {
    file("all", "select id, spent, tags, seen, doc from customers order by id");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      ReadyQuery all = queries.find("all").orElseThrow();
      assertThat(all.columns())
          .containsExactly(
              new Column("id", "text"),
              new Column("spent", "number"),
              new Column("tags", "text[]"),
              new Column("seen", "timestamp"),
              new Column("doc", "json"));
      assertThat(ask(queries, "all", Format.NDJSON))
          .isEqualTo(
              """
              {"id":"U1","spent":12.50,"tags":["a","b,c"],"seen":"2026-11-20T10:00:00.123456Z","doc":{"a": "x", "n": 1.10}}
              {"id":"U2","spent":9007199254740993,"tags":[],"seen":null,"doc":null}
              {"id":"U3","spent":0.000000001,"tags":null,"seen":"2026-11-20T22:00:00Z","doc":[1]}
              """);
      assertThat(ask(queries, "all", Format.CSV))
          .isEqualTo(
              """
              id,spent,tags,seen,doc
              U1,12.50,"[""a"",""b,c""]",2026-11-20T10:00:00.123456Z,"{""a"": ""x"", ""n"": 1.10}"
              U2,9007199254740993,[],,
              U3,0.000000001,,2026-11-20T22:00:00Z,[1]
              """
                  .replace("\n", "\r\n"));
      assertThat(ask(queries, "all", Format.JSON, "limit", "1", "offset", "1"))
          .isEqualTo(
              "{\"name\":\"all\",\"version\":\""
                  + all.query().version()
                  + "\",\"columns\":[{\"name\":\"id\",\"type\":\"text\"},{\"name\":\"spent\","
                  + "\"type\":\"number\"},{\"name\":\"tags\",\"type\":\"text[]\"},{\"name\":\"seen\","
                  + "\"type\":\"timestamp\"},{\"name\":\"doc\",\"type\":\"json\"}],\"rows\":[{\"id\":"
                  + "\"U2\",\"spent\":9007199254740993,\"tags\":[],\"seen\":null,\"doc\":null}],"
                  + "\"page\":{\"limit\":1,\"offset\":1,\"rows\":1,\"more\":true}}");
    }
  }

  @Test
  void theSameIsAnsweredHoweverOftenItIsAsked() throws Exception {
    // After five times the driver asks in another form, in which values are binary.
    file(
        "types",
        """
        select 1.5::float8 as a, 1e10::float8 as b, 0.1::float4 as c, 'NaN'::numeric as d,
          12::int2 as e, true as f, '1h'::interval as g, '2026-11-20'::date as h,
          '2026-11-20 10:00'::timestamp as i, array[1.5::float8] as j, array[array[1,2]] as k,
          array['2026-11-20T10:00Z'::timestamptz] as l, 'infinity'::timestamptz as m, id, seen, spent
        from customers order by id
        """);
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      String first = ask(queries, "types", Format.NDJSON);
      assertThat(first.lines().findFirst())
          .contains(
              "{\"a\":1.5,\"b\":10000000000,\"c\":0.1,\"d\":\"NaN\",\"e\":12,\"f\":true,\"g\":"
                  + "\"PT1H\",\"h\":\"2026-11-20\",\"i\":\"2026-11-20T10:00:00\",\"j\":[1.5],\"k\":"
                  + "[[1,2]],\"l\":[\"2026-11-20T10:00:00Z\"],\"m\":\"infinity\",\"id\":\"U1\","
                  + "\"seen\":\"2026-11-20T10:00:00.123456Z\",\"spent\":12.50}");
      for (int i = 0; i < 200; i++) {
        assertThat(ask(queries, "types", Format.NDJSON)).isEqualTo(first);
      }
    }
  }

  @Test
  void everyKindOfParameterIsBound() throws Exception {
    file(
        "kinds",
        """
        a: text
        b: integer
        c: number
        d: boolean
        e: timestamp
        f: date
        g: duration
        h: text[]
        i: integer[]
        j: number[]
        k: {type: date, required: false}
        l: timestamp[]
        m: duration[]
        n: boolean[]
        o: date[]
        """,
        """
        select :a || '' as a, :b + 0 as b, :c + 0 as c, not :d as d, :e as e, :f as f,
          :g as g, :h as h, :i as i, :j as j, :k as k, :l as l, :m as m, :n as n, :o as o,
          '{"a": 1}'::jsonb ? 'a' as has
        """);
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThat(queries.problems()).isEmpty();
      String given =
          """
          {"a": "x", "b": -5, "c": 1.50, "d": true, "e": "2026-11-20T10:00:00+01:00",
           "f": "2026-11-20", "g": "1h30m", "h": ["a", "b,c\\"{}\\\\"], "i": [1, 2], "j": [0.10],
           "k": null, "l": ["2026-11-20T10:00:00Z"], "m": ["2d"], "n": [true, false],
           "o": ["2026-11-20"]}
          """;
      ReadyQuery query = queries.find("kinds").orElseThrow();
      Arguments arguments = Arguments.of(query.query(), given.getBytes(StandardCharsets.UTF_8));
      assertThat(text(queries.answer(query, arguments, Format.NDJSON)))
          .isEqualTo(
              "{\"a\":\"x\",\"b\":-5,\"c\":1.50,\"d\":false,\"e\":\"2026-11-20T09:00:00Z\",\"f\":"
                  + "\"2026-11-20\",\"g\":\"PT1H30M\",\"h\":[\"a\",\"b,c\\\"{}\\\\\"],\"i\":[1,2],"
                  + "\"j\":[0.10],\"k\":null,\"l\":[\"2026-11-20T10:00:00Z\"],\"m\":[\"PT48H\"],\"n\":"
                  + "[true,false],\"o\":[\"2026-11-20\"],\"has\":true}\n");
    }
  }

  @Test
  void wrongArgumentsAreNamedWithWhatIsExpected() throws Exception {
    file(
        "by",
        "user_id: text\nn: {type: integer, min: 1, max: 9, default: 1}",
        "select :user_id as u, :n as n");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThatThrownBy(() -> ask(queries, "by", Format.JSON, "userid", "U1", "n", "12"))
          .isInstanceOf(WrongArguments.class)
          .hasMessage(
              "there is no parameter 'userid', did you mean 'user_id'?; 'user_id' is missing:"
                  + " expected a text of at most 10000 characters; 'n': expected a whole number such"
                  + " as 12, from 1 to 9, got '12'");
      assertThatThrownBy(() -> ask(queries, "by", Format.JSON, "user_id", "U\0", "limit", "0"))
          .hasMessageContaining("'user_id': expected a text")
          .hasMessageContaining("'limit': expected a whole number from 1 to 1000, got '0'");
      byte[] wrong = "{\"user_id\": 5, \"n\": [1]}".getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> Arguments.of(queries.find("by").orElseThrow().query(), wrong))
          .hasMessageContaining("'user_id': expected a text of at most 10000 characters, got '5'")
          .hasMessageContaining("got a list");
    }
  }

  @Test
  void whatTheStoreRefusesIsSaidAtItsPlaceInTheFile() throws Exception {
    file("wrong-column", "select id,\n  spend from customers");
    file("secret", "select word from customer.secrets");
    file("unnamed", "select id, 1 from customers");
    file("twice", "select id, id from customers");
    file("writes", "with gone as (delete from customers returning id) select id from gone");
    file("locks", "select 1 as n union select 2 for update");
    file("breaks-out", "select id from customers) q, (select 1 as n");
    run("create table customer.secrets as select 'key' as word");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThat(queries.all())
          .map(ready -> ready.query().name())
          .containsExactly("columns", "segment-members", "segment-size", "segment-size-over-time");
      assertThat(queries.problems())
          .map(Problem::toString)
          .map(text -> text.substring(folder.toString().length() + 1))
          .containsExactlyInAnyOrder(
              "wrong-column.sql:5:3: error: column \"spend\" does not exist: perhaps you meant to"
                  + " reference the column \"customers.spent\"",
              "secret.sql:4:18: error: permission denied for schema customer",
              "unnamed.sql:4:1: error: column 2 has no name: write 'as NAME' behind it",
              "twice.sql:4:1: error: two columns are called 'id': write 'as NAME' behind one of them",
              "writes.sql:4:1: error: permission denied for view customers",
              "locks.sql:4:1: error: FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT",
              "breaks-out.sql:4:25: error: syntax error at or near \")\"");
    }
  }

  @Test
  void aFileThatChangesIsTakenAndABadOneLeavesTheVersionBefore() throws Exception {
    file("columns", "select 'mine' as whose");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThat(ask(queries, "columns", Format.NDJSON)).isEqualTo("{\"whose\":\"mine\"}\n");
      file("columns", "selec");
      await().until(() -> !queries.problems("columns").isEmpty());
      assertThat(ask(queries, "columns", Format.NDJSON)).isEqualTo("{\"whose\":\"mine\"}\n");
      Files.delete(folder.resolve("columns.sql"));
      await().until(() -> queries.problems("columns").isEmpty());
      assertThat(ask(queries, "columns", Format.NDJSON, "collection", "customers"))
          .startsWith("{\"collection\":\"customers\",\"column\":\"id\",\"type\":\"text\"}\n");
    }
  }

  @Test
  void aQueryIsTakenWhenItsCollectionComes() throws Exception {
    file("later", "select n from later");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThat(queries.find("later")).isEmpty();
      run("create view data.later as select 1 as n");
      await().until(() -> queries.find("later").isPresent());
    }
  }

  @Test
  void aViewThatIsReplacedIsSeenAsItIsNow() throws Exception {
    run("create view data.turning as select 1 as n");
    file("turning", "select n from turning");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      for (int i = 0; i < 200; i++) {
        assertThat(ask(queries, "turning", Format.NDJSON)).isEqualTo("{\"n\":1}\n");
      }
      run("drop view data.turning");
      run("create view data.turning as select 'one' as n");
      for (int i = 0; i < 200; i++) {
        assertThat(ask(queries, "turning", Format.NDJSON)).isEqualTo("{\"n\":\"one\"}\n");
      }
      run("drop view data.turning");
      assertThatThrownBy(() -> ask(queries, "turning", Format.NDJSON))
          .hasMessageStartingWith("'turning' does not fit the collections any more: ");
      await().until(() -> !queries.problems("turning").isEmpty());
    }
  }

  @Test
  void endsWhatTakesLongerThanItMay() throws Exception {
    Files.writeString(
        folder.resolve("slow.sql"),
        "/*\ndescription: Slow.\ntimeout: 1s\n*/\nselect pg_sleep(60) is null as n");
    file("zero", "n: integer", "select 1 / :n as n");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThatThrownBy(() -> ask(queries, "slow", Format.JSON))
          .isInstanceOf(QueryFailed.class)
          .hasMessage(
              "'slow' took longer than its timeout of 1s: ask for less, or give it more in its"
                  + " header")
          .extracting(e -> ((QueryFailed) e).reason())
          .isEqualTo(QueryFailed.Reason.SLOW);
      assertThatThrownBy(() -> ask(queries, "zero", Format.JSON, "n", "0"))
          .hasMessage("'zero' has no answer for these values: division by zero");
      assertThat(ask(queries, "zero", Format.NDJSON, "n", "1")).isEqualTo("{\"n\":1}\n");
    }
  }

  @Test
  void aQueryOfManySlowRowsEndsAtItsTimeoutToo() throws Exception {
    // 900 rows of 2 ms: more than a second in all, and less in each part that is fetched.
    Files.writeString(
        folder.resolve("dripping.sql"),
        "/*\ndescription: Slow.\ntimeout: 1s\n*/\n"
            + "select n, pg_sleep(0.002) is null as slept from generate_series(1, 900) as n");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      assertThatThrownBy(() -> ask(queries, "dripping", Format.JSON))
          .hasMessageStartingWith("'dripping' took longer than its timeout of 1s");
    }
  }

  @Test
  void anAnswerIsKeptForAsLongAsItsHeaderSays() throws Exception {
    Files.writeString(
        folder.resolve("drawn.sql"),
        "/*\ndescription: Drawn.\nparameters: {n: integer}\ncache: 1h\n*/\nselect random() as r, :n as n");
    file("fresh", "select random() as r");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      String first = ask(queries, "drawn", Format.JSON, "n", "1");
      assertThat(ask(queries, "drawn", Format.JSON, "n", "1")).isEqualTo(first);
      assertThat(ask(queries, "drawn", Format.JSON, "n", "2")).isNotEqualTo(first);
      assertThat(ask(queries, "fresh", Format.JSON))
          .isNotEqualTo(ask(queries, "fresh", Format.JSON));
    }
  }

  @Test
  void aPageKeepsTheOrderOfTheQuery() throws Exception {
    file("numbers", "select n from generate_series(1, 25) n order by -n % 7, n desc");
    try (Queries queries = Queries.open(store, Optional.of(folder))) {
      String all = ask(queries, "numbers", Format.NDJSON);
      StringBuilder pages = new StringBuilder();
      for (int offset = 0; offset < 25; offset += 10) {
        pages.append(ask(queries, "numbers", Format.NDJSON, "limit", "10", "offset", "" + offset));
      }
      assertThat(pages).hasToString(all);
    }
  }

  @Test
  void theListOfShippedQueriesIsWhole() throws Exception {
    Path shipped = Path.of("src/main/resources/dev/nudge/customer/queries");
    try (var files = Files.list(shipped)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".sql")))
          .containsExactlyInAnyOrderElementsOf(
              Files.readAllLines(shipped.resolve("all.txt")).stream().toList());
    }
  }

  private void file(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name + ".sql"), "/*\ndescription: A test.\n*/\n" + sql);
  }

  private void file(String name, String parameters, String sql) throws IOException {
    Files.writeString(
        folder.resolve(name + ".sql"),
        "/*\ndescription: A test.\nparameters:\n" + parameters.indent(2) + "*/\n" + sql);
  }

  private static String ask(Queries queries, String name, Format format, String... given)
      throws WrongArguments, QueryFailed {
    Map<String, List<String>> texts = new HashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      texts.put(given[i], List.of(given[i + 1]));
    }
    ReadyQuery query = queries.find(name).orElseThrow();
    return text(queries.answer(query, Arguments.of(query.query(), texts), format));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
