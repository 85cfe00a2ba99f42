package dev.nudge.customer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SqlTextTest {
  /** A piece of SQL, and the parameter that it is, if it is one. */
  record Piece(String text, String parameter) {}

  @Property(tries = 500)
  void theTokensTogetherAreTheText(@ForAll("anything") String text) {
    SqlText sql = sql(text);
    assertThat(sql.tokens().stream().map(sql::value).collect(Collectors.joining())).isEqualTo(text);
  }

  @Property(tries = 500)
  void whatIsInLiteralsAndCommentsIsNeverAParameter(@ForAll("pieces") List<Piece> pieces) {
    // A comma, lest a literal goes on with the next behind a comment.
    SqlText sql = sql(pieces.stream().map(Piece::text).collect(Collectors.joining(", ")));
    List<String> expected = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!piece.parameter().isEmpty()) {
        expected.add(piece.parameter());
      }
    }
    assertThat(sql.parameters()).map(sql::name).containsExactlyElementsOf(expected);
    assertThat(sql.problem()).isEmpty();
    assertThat(sql.statements()).hasSizeLessThanOrEqualTo(1);
  }

  @Example
  void castsArgumentsAndSlicesAreNoParameters() {
    assertThat(parameters("select a::text, f(x := 1), b[1:2], c[1 : n], :a::int, d[:lo : :hi]"))
        .containsExactly("a", "lo", "hi");
  }

  @Example
  void aLiteralGoesOnBehindTheEndOfALine() {
    assertThat(parameters("select E'a'\n  '\\':no', :yes")).containsExactly("yes");
    assertThat(parameters("select E'a' -- said\n '\\':no', :yes")).containsExactly("yes");
    assertThat(parameters("select 'a\\', :yes, ':no'")).containsExactly("yes");
  }

  @Example
  void aDollarInsideOfAWordBeginsNoLiteral() {
    assertThat(parameters("select a$b$, :yes, $x$ :no $$ $y$ $x$, $$:no$$")).containsExactly("yes");
  }

  @Example
  void statementsStandBetweenSemicolonsThatAreNotQuoted() {
    assertThat(sql("-- one\n select ';' ; ; /* ; */ select $$;$$ -- end\n;").statements())
        .map(SqlText::toString)
        .containsExactly("select ';'", "select $$;$$");
  }

  @Example
  void saysWhereWhatDoesNotEndBegins() {
    assertThat(sql("select 1,\n  'one").problem())
        .map(Problem::toString)
        .contains("q.sql:2:3: error: the string that begins here does not end");
    assertThat(sql("/* /* */").problem())
        .map(Problem::text)
        .contains("the comment that begins here does not end");
    assertThat(sql("select \"a").problem())
        .map(Problem::text)
        .contains("the name that begins here does not end");
    assertThat(sql("select $a$ $b$").problem()).isPresent();
  }

  @Example
  void theServersPlaceIsThatOfTheAuthor() {
    SqlText sql = sql("select '\uD83D\uDED2', :a, nme ? 'x'\nfrom t").statements().get(0);
    BoundSql bound = BoundSql.of("select * from (\n", sql, "\n) q limit ?", name -> "bigint");
    assertThat(bound.driverText())
        .isEqualTo(
            "select * from (\nselect '\uD83D\uDED2', cast(? as bigint), nme ?? 'x'\nfrom t\n) q"
                + " limit ?");
    String server =
        "select * from (\nselect '\uD83D\uDED2', cast($1 as bigint), nme ? 'x'\nfrom t\n) q limit"
            + " $2";
    int position = server.codePointCount(0, server.indexOf("nme")) + 1;
    assertThat(sql.text().position(bound.offset(position))).hasToString("q.sql:1:17");
    assertThat(bound.offset(server.codePointCount(0, server.indexOf("from t")) + 1))
        .isEqualTo(sql.text().value().indexOf("from t"));
    assertThat(bound.offset(1)).isZero();
    assertThat(bound.offset(1_000)).isEqualTo(sql.text().value().length());
  }

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.strings()
        .withChars("ae'\"$:;-/*\\ \nE&Ux1?[]")
        .withChars("\u00e9\uD83D\uDED2")
        .ofMaxLength(60);
  }

  @Provide
  Arbitrary<List<Piece>> pieces() {
    Arbitrary<String> inside = Arbitraries.strings().withChars("ab :;?$*/-\"'\\\n").ofMaxLength(12);
    Arbitrary<String> name = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1);
    Arbitrary<Piece> parameter = name.map(one -> new Piece(":" + one, one));
    Arbitrary<String> literal =
        Combinators.combine(
                Arbitraries.of("'", "E'", "e'", "U&'", "N'", "\"", "U&\"", "$", "--", "/*"), inside)
            .as(SqlTextTest::quoted);
    Arbitrary<String> other =
        Arbitraries.of(
            "select", "a::text", "1.5", "x[1:2]", "f(a := 1)", "@>", "?", "a$b", "(", ")");
    return Arbitraries.oneOf(
            parameter, literal.map(text -> new Piece(text, "")), other.map(o -> new Piece(o, "")))
        .list()
        .ofMaxSize(12);
  }

  private static String quoted(String opening, String inside) {
    String mark = opening.substring(opening.length() - 1);
    return switch (opening) {
      case "--" -> "--" + inside.replace("\n", "") + "\n";
      case "/*" -> "/*" + inside.replace("*", ":").replace("/", ":") + "/* :x */*/";
      case "$" -> "$q$" + inside.replace("$", ":") + "$q$";
      case "E'", "e'" -> opening + inside.replace("\\", "\\\\").replace("'", "\\'") + "'";
      default -> opening + inside.replace(mark, mark + mark) + mark;
    };
  }

  private static List<String> parameters(String text) {
    SqlText sql = sql(text);
    return sql.parameters().stream().map(sql::name).toList();
  }

  private static SqlText sql(String text) {
    return SqlText.of(Text.of("q.sql", text));
  }
}
