package dev.nudge.importer.aviator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
  private final List<Problem> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          a == 1                  ¦ event.a == 1
          a != 1                  ¦ event.a != 1
          a < 1                   ¦ event.a < 1
          a <= 1                  ¦ event.a <= 1
          a > 1                   ¦ event.a > 1
          a >= 1                  ¦ event.a >= 1
          a && b                  ¦ event.a && event.b
          a || b                  ¦ event.a || event.b
          !a                      ¦ !event.a
          !!a                     ¦ !!event.a
          -a < -1                 ¦ -event.a < -1
          -(-1) == 1              ¦ -(-1) == 1
          a ? b : c               ¦ event.a ? event.b : event.c
          a ? b : c ? d : e       ¦ event.a ? event.b : (event.c ? event.d : event.e)
          a[0] == 'x'             ¦ event.a[0] == 'x'
          a.b.c == true           ¦ event.a.b.c == true
          """)
  void operatorsAreThoseOfCel(String aviator, String cel) throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          a && (b || c)           ¦ event.a && (event.b || event.c)
          a && b || c             ¦ event.a && event.b || event.c
          !(a == 1)               ¦ !(event.a == 1)
          (a < 1) == (b < 2)      ¦ (event.a < 1) == (event.b < 2)
          a < 1 == b < 2          ¦ (event.a < 1) == (event.b < 2)
          1 - (2 - 3) == 2        ¦ 1 - (2 - 3) == 2
          1 - 2 - 3 == -4         ¦ 1 - 2 - 3 == -4
          (1 + 2) * 3 == 9        ¦ (1 + 2) * 3 == 9
          1 + 2 * 3 == 7          ¦ 1 + 2 * 3 == 7
          (a ? b : c) == d        ¦ (event.a ? event.b : event.c) == event.d
          """)
  void parenthesesStandWhereCelNeedsThem(String aviator, String cel) throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          price * 2 > 10          ¦ double(event.price) * 2.0 > 10
          price - 1.5 > 10        ¦ double(event.price) - 1.5 > 10
          price + 1 > 10          ¦ double(event.price) + 1.0 > 10
          price - cost > 10       ¦ double(event.price) - double(event.cost) > 10
          a / 2.0 > 1             ¦ double(event.a) / 2.0 > 1
          7 / 2 == 3              ¦ 7 / 2 == 3
          7 % 2 == 1              ¦ 7 % 2 == 1
          -a * 2 < 0              ¦ double(-event.a) * 2.0 < 0
          long(a) * 2 > 1         ¦ int(event.a) * 2 > 1
          'n' + a == 'n1'         ¦ 'n' + string(event.a) == 'n1'
          0x1F == 31              ¦ 31 == 31
          1.5M < 2N               ¦ 1.5 < 2
          1e3 == 1000             ¦ 1000.0 == 1000
          007 == 7                ¦ 7 == 7
          """)
  void numbersAreConvertedWhereAviatorDoesItUnasked(String aviator, String cel)
      throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          a / 2 > 1     ¦ event.a / 2 > 1       ¦ both sides of '/' must be whole numbers here
          a % 2 == 1    ¦ event.a % 2 == 1      ¦ both sides of '%' must be whole numbers here
          a + b == c    ¦ event.a + event.b == event.c ¦ both sides of '+' must be of one kind here
          """)
  void whatDependsOnTheKindOfNumberIsWarnedOf(String aviator, String cel, String warning)
      throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
    assertThat(warnings)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.text())
                  .startsWith("column 3 of the expression: " + warning)
                  .contains("double(...)");
              assertThat(problem.at()).isEqualTo(new Position("rule.json", 1, 3));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          a == nil      ¦ !has(event.a) || event.a == null
          a != nil      ¦ has(event.a) && event.a != null
          nil == a.b    ¦ !has(event.a) || !has(event.a.b) || event.a.b == null
          b && a == nil ¦ event.b && (!has(event.a) || event.a == null)
          in != nil     ¦ 'in' in event && event['in'] != null
          """)
  void nilIsAPropertyThatIsMissingOrNull(String aviator, String cel) throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          a =~ /x.*/              ¦ event.a.matches('^x.*$')
          a =~ /^x.*$/            ¦ event.a.matches('^x.*$')
          a =~ /x|y/              ¦ event.a.matches('^(?:x|y)$')
          a =~ /\\d+/             ¦ event.a.matches(r'^\\d+$')
          a =~ /a\\/b/            ¦ event.a.matches('^a/b$')
          b / c =~ /x/            ¦ (event.b / event.c).matches('^x$')
          b && a =~ /x/ && c      ¦ event.b && event.a.matches('^x$') && event.c
          """)
  void aMatchIsOneOfTheWholeString(String aviator, String cel) throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          string.contains(a, 'x')          ¦ event.a.contains('x')
          string.startsWith(a, 'x')        ¦ event.a.startsWith('x')
          string.endsWith(a, 'x')          ¦ event.a.endsWith('x')
          string.substring(a, 1) == 'x'    ¦ event.a.substring(1) == 'x'
          string.substring(a, 1, 2) == 'x' ¦ event.a.substring(1, 2) == 'x'
          string.indexOf(a, 'x') > 0       ¦ event.a.indexOf('x') > 0
          string.length(a) > 3             ¦ size(event.a) > 3
          count(tags) > 3                  ¦ size(event.tags) > 3
          include(tags, 'x')               ¦ 'x' in event.tags
          !include(tags, a ? 'x' : 'y')    ¦ !((event.a ? 'x' : 'y') in event.tags)
          str(a) == '1'                    ¦ string(event.a) == '1'
          double(a) > 0.5                  ¦ double(event.a) > 0.5
          """)
  void functionsHaveCounterparts(String aviator, String cel) throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          a == "it's"     ¦ event.a == 'it\\'s'
          a == 'say "x"'  ¦ event.a == 'say "x"'
          a == 'it\\'s'   ¦ event.a == 'it\\'s'
          a == 'x\\n'     ¦ event.a == 'x\\n'
          a == 'x\\\\y'   ¦ event.a == r'x\\y'
          a == ''         ¦ event.a == ''
          名 == '茶'       ¦ event['名'] == '茶'
          in == 1         ¦ event['in'] == 1
          """)
  void stringsAndNamesAreWrittenAsCelWantsThem(String aviator, String cel) throws Untranslatable {
    assertThat(cel(aviator)).isEqualTo(cel);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          action == 0                                ¦ 0        ¦
          action == 'view'                           ¦ view     ¦
          'view' == action                           ¦ view     ¦
          action == 0 || action == 2                 ¦ 0 2      ¦
          (action == 0 || action == 0) && a > 1      ¦ 0        ¦ event.a > 1
          a > 1 && (action == 'x' && b)              ¦ x        ¦ event.a > 1 && event.b
          action == 0 && action == 1                 ¦ 0        ¦ event.type == '1'
          action != 1                                ¦          ¦ event.type != '1'
          action == 0 || a > 1                       ¦          ¦ event.type == '0' || event.a > 1
          !(action == 0)                             ¦          ¦ !(event.type == '0')
          string.startsWith(action, 'v')             ¦          ¦ event.type.startsWith('v')
          """)
  void theTypeOfTheEventIsFoundInTheCondition(String aviator, String events, String where)
      throws Untranslatable {
    Filter filter = new Translation("action", warnings).filter(parse(aviator));

    assertThat(filter.events()).isEqualTo(events == null ? List.of() : List.of(events.split(" ")));
    assertThat(filter.where()).isEqualTo(Optional.ofNullable(where));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ``                     ¦ 1  ¦ the expression is empty
          a ==                   ¦ 5  ¦ expected a value, got the end
          a == == b              ¦ 6  ¦ expected a value, got '=='
          (a == 1                ¦ 8  ¦ expected ')', got the end
          a == 1)                ¦ 7  ¦ expected an operator or the end, got ')'
          a b                    ¦ 3  ¦ expected an operator or the end, got 'b'
          a = 1                  ¦ 3  ¦ '=' assigns; compare with '=='
          a == 1; b              ¦ 7  ¦ ';' separates statements
          a & 1 == 1             ¦ 3  ¦ '&' works on bits, which CEL does not; 'and' is '&&'
          a << 2 == 4            ¦ 3  ¦ '<<' works on bits
          a ** 2 == 4            ¦ 3  ¦ '**' is a power
          a =~ /x/ && $1 == 'y'  ¦ 13 ¦ '$' names a group of a match
          a =~ b                 ¦ 6  ¦ expected a regular expression such as /a.*/, got 'b'
          a =~ /x(?=y)/          ¦ 3  ¦ /x(?=y)/ is beyond RE2
          a =~ /x                ¦ 6  ¦ the regular expression is not closed
          1 =~ /x/               ¦ 3  ¦ '=~' needs a string to its left
          /x/ == a               ¦ 1  ¦ a regular expression may only stand to the right of '=~'
          a == 'x                ¦ 6  ¦ the string is not closed; ' is missing
          a == 'x\\q'            ¦ 8  ¦ '\\q' is no escape
          a == 'x#{b}'           ¦ 8  ¦ '#{...}' inside a string has no counterpart
          a < nil                ¦ 3  ¦ 'nil' may only be compared with '==' or '!='
          a + 1 == nil           ¦ 7  ¦ only a property may be compared with 'nil'
          nil                    ¦ 1  ¦ 'nil' may only be compared
          a - 'x' == 1           ¦ 3  ¦ '-' needs numbers; one side is a string
          -'x' == a              ¦ 1  ¦ '-' needs a number, and this is a string
          a % 1.5 == 0           ¦ 3  ¦ '%' of a number with a fraction has no counterpart
          action > 1             ¦ 8  ¦ 'action' is the type of the event here, a string
          string.contain(a, 'x') ¦ 1  ¦ the function 'string.contain' has no counterpart, did you mean 'string.contains'?
          math.sqrt(a) > 1       ¦ 1  ¦ the function 'math.sqrt' has no counterpart; these have: string.contains
          string.length(a, b)    ¦ 1  ¦ 'string.length' takes 1 arguments, got 2
          let == 1               ¦ 1  ¦ 'let' begins a statement
          99999999999999999999 > a ¦ 1 ¦ the number 99999999999999999999 is beyond 64 bits
          12ab == a              ¦ 1  ¦ '12a' is no number
          a == @b                ¦ 6  ¦ there is no '@' in Aviator
          """)
  void whatHasNoCounterpartIsRefusedAtItsColumn(String aviator, int column, String problem) {
    Untranslatable refused =
        catchThrowableOfType(
            Untranslatable.class, () -> new Translation("action", warnings).cel(parse(aviator)));

    assertThat(refused).as(aviator).isNotNull();
    assertThat(refused.problem().text())
        .startsWith("column " + column + " of the expression: " + problem);
    assertThat(refused.problem().at()).isEqualTo(new Position("rule.json", 1, column));
  }

  @Test
  void whatIsNestedTooDeepIsRefusedAndNotOverflown() {
    String deep = "(".repeat(900) + "a" + ")".repeat(900);

    assertThat(catchThrowableOfType(Untranslatable.class, () -> parse(deep)).problem().text())
        .contains("nested deeper than 100 levels");
  }

  @Test
  void whatIsTooLongIsRefusedAndNotOverflown() {
    String lengthy = "a" + " && a".repeat(100_000);

    assertThat(catchThrowableOfType(Untranslatable.class, () -> parse(lengthy)).problem().text())
        .contains("longer than 2000 words");
  }

  private String cel(String aviator) throws Untranslatable {
    return new Translation("type", warnings).cel(parse(aviator));
  }

  private static Expr parse(String aviator) throws Untranslatable {
    return Parser.parse(Text.at(new Position("rule.json", 1, 1), aviator));
  }
}
