package dev.nudge.customer.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class QueryReaderTest {
  @Test
  void readsEveryKeyOfTheHeader() {
    Query query =
        read("""
                -- of the shop
                /*
                description: |
                  Who spent
                  how much. All of them.
                parameters:
                  card: {type: text, one_of: [visa, amex], default: visa}
                  since: {type: timestamp, required: false, min: 2020-01-01T00:00:00Z}
                  ids: {type: 'integer[]', most: 3, description: Which customers.}
                cache: 10s
                access: editor
                timeout: 2s
                rows: 50
                */
                select 1 as n where :card = 'a' and :since is null and 1 = any(:ids);
                """)
            .orElseThrow();
    assertThat(query.name()).isEqualTo("spend");
    assertThat(query.version()).matches("[0-9a-f]{12}");
    assertThat(query.description()).isEqualTo("Who spent\nhow much. All of them.");
    assertThat(query.summary()).isEqualTo("Who spent how much.");
    assertThat(query.cache()).isEqualTo(Duration.ofSeconds(10));
    assertThat(query.access()).isEqualTo(Access.EDITOR);
    assertThat(query.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(query.rows()).isEqualTo(50);
    assertThat(query.parameters())
        .map(one -> one.name() + " " + one.type() + " " + one.required() + " " + one.expected())
        .containsExactly(
            "card text false one of visa, amex",
            "since timestamp false a time with a zone such as 2026-11-01T00:00:00Z, at least"
                + " 2020-01-01T00:00:00Z",
            "ids integer[] true a list, each a whole number such as 12, of at most 3 values");
  }

  @Test
  void saysEveryMistakeAtItsPlaceAtOnce() {
    assertThat(
            mistakes(
                """
                /*
                descripton: Typo.
                parameters:
                  card: {type: string}
                  n: {type: integer, min: 5, max: 1, default: 7, most: 3}
                  limit: integer
                cache: 2
                timeout: 1h
                */
                select :crad, $1 from t
                """))
        .containsExactly(
            "spend.sql:2:1: error: unknown key 'descripton', did you mean 'description'?",
            "spend.sql:4:3: error: the SQL has no ':card', did you mean 'crad'?",
            "spend.sql:4:16: error: there is no type 'string', did you mean 'text'?",
            "spend.sql:5:3: error: the SQL has no ':n'",
            "spend.sql:5:35: error: 'max' is less than 'min': no value fits",
            "spend.sql:5:47: error: 'default' of 'n': expected a whole number such as 12, from 5 to"
                + " 1, got '7'",
            "spend.sql:5:50: error: 'most' is the characters of a text or the values of a list; a"
                + " number has 'max'",
            "spend.sql:6:3: error: no parameter can be called 'limit': every query has one of that"
                + " name",
            "spend.sql:6:3: error: the SQL has no ':limit'",
            "spend.sql:7:8: error: 'cache': expected a duration such as 30s, 10m, 12h, 7d or 1h30m,"
                + " got the number 2 without a unit",
            "spend.sql:8:10: error: 'timeout' is at most 1m",
            "spend.sql:10:8: error: the header has no parameter 'crad', did you mean 'card'?",
            "spend.sql:10:15: error: '$1': a parameter has a name, such as :user_id");
  }

  @Test
  void aQueryIsOneStatementBehindAHeader() {
    assertThat(mistakes("select 1 as n"))
        .containsExactly(
            "spend.sql:1:1: error: a query begins with a comment that says what it is: /*"
                + " description: ... */");
    assertThat(mistakes("/* description: a */\n-- none"))
        .containsExactly("spend.sql:2:8: error: there is no statement behind the header");
    assertThat(mistakes("/* description: a */ select 1 as n;\n delete from t;"))
        .containsExactly("spend.sql:2:2: error: a second statement; a query is one");
    assertThat(mistakes("/* description: a */\ndelete from t"))
        .containsExactly(
            "spend.sql:2:1: error: this is no query: it begins with select, with or values");
    assertThat(mistakes("/* description: a */ select 'x"))
        .containsExactly("spend.sql:1:29: error: the string that begins here does not end");
    assertThat(mistakes("/* description: a */ select a[1:n] from t"))
        .containsExactly(
            "spend.sql:1:32: error: the header has no parameter 'n'; a slice of an array is written"
                + " [1 : n]");
  }

  @Test
  void theNameIsThatOfTheFile() {
    List<Problem> problems = new ArrayList<>();
    QueryReader.read("queries/Big Spenders.sql", "/* description: a */ select 1 as n", problems);
    assertThat(problems)
        .map(Problem::toString)
        .containsExactly(
            "queries/Big Spenders.sql:1:1: error: a query is called as its file, in small letters,"
                + " digits and dashes: 'Big Spenders' is no such name");
  }

  @Property(tries = 500)
  void anyTextIsAQueryOrSaysWhereItIsNone(
      @ForAll @Chars({'a', ':', ' ', '\n', '-', '{', '}', '[', '&', '*', '\'', '"', '/', '\u0000'})
          String header,
      @ForAll @Chars({'a', ':', ' ', '\n', '-', '\'', '"', '$', '*', '/', ';', '?'}) String sql) {
    List<Problem> problems = new ArrayList<>();
    String text = "/*\ndescription: A\n" + header + "\n*/\nselect " + sql;
    Optional<Query> query = QueryReader.read("spend.sql", text, problems);
    assertThat(query.isEmpty()).isEqualTo(problems.stream().anyMatch(Problem::isError));
    int lines = (int) text.lines().count() + 1;
    assertThat(problems).allSatisfy(one -> assertThat(one.at().line()).isBetween(1, lines));
  }

  private static Optional<Query> read(String text) {
    List<Problem> problems = new ArrayList<>();
    Optional<Query> query = QueryReader.read("spend.sql", text, problems);
    assertThat(problems).isEmpty();
    return query;
  }

  private static List<String> mistakes(String text) {
    List<Problem> problems = new ArrayList<>();
    assertThat(QueryReader.read("spend.sql", text, problems)).isEmpty();
    return problems.stream().map(Problem::toString).toList();
  }
}
