package dev.nudge.customer.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.TestStore;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a query is called with is a value, and comes back as it was sent. */
class InjectionTest {
  private static final String SQL =
      """
      /*
      description: What it is called with.
      parameters:
        one: text
        many: text[]
      */
      select :one as one, :many as many, ':one' as literal /* :one */ -- :many
      """;

  private static Store store;
  private static ReadyQuery query;
  private static Run run;

  @BeforeContainer
  static void open() throws Exception {
    store = TestStore.empty();
    List<Problem> problems = new ArrayList<>();
    query =
        new Check(store.reading())
            .ready(QueryReader.read("echo.sql", SQL, problems).orElseThrow(), problems)
            .orElseThrow();
    run = new Run(store.reading());
  }

  @AfterContainer
  static void close() {
    store.close();
  }

  @Property(tries = 300)
  void everyTextComesBackAsItWasSent(
      @ForAll("nasty") String one, @ForAll("nasties") List<String> many) throws Exception {
    Arguments arguments = Arguments.of(query.query(), Map.of("one", List.of(one), "many", many));
    assertThat(run.page(query, arguments).rows()).containsExactly(List.of(one, many, ":one"));
  }

  @Property(tries = 200)
  void noNameOfAParameterReachesTheStore(@ForAll("nasty") String name) {
    Map<String, List<String>> given =
        Map.of(name, List.of("x"), "one", List.of("y"), "many", List.of());
    if (!List.of("one", "many", "limit", "offset", "format").contains(name)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> Arguments.of(query.query(), given))
          .isInstanceOf(WrongArguments.class);
    }
  }

  @Provide
  Arbitrary<String> nasty() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "' or '1'='1",
            "'; drop schema data cascade; --",
            "\\'; select pg_sleep(10); --",
            "1) q; delete from customer.reader; --",
            "$$; select 1; $$",
            "?",
            "$1",
            ":one",
            "') union select password from customer.reader --",
            "{\"a\",NULL}",
            "NULL",
            "%00",
            "\u02bc or 1=1",
            "\uFF07; select 1"),
        Arbitraries.strings()
            .all()
            .ofMaxLength(30)
            .filter(text -> ValueKind.TEXT.read(text).isPresent()),
        Arbitraries.strings().withChars("'\"\\$?:;-/*{},() \n").ofMaxLength(20));
  }

  @Provide
  Arbitrary<List<String>> nasties() {
    return nasty().list().ofMaxSize(4);
  }
}
