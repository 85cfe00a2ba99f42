package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.EvaluationError.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final Scope SCOPE =
      new Scope(
          true,
          true,
          Map.of("cart_add", new Scope.Step(0, false), "views", new Scope.Step(1, true)),
          Map.of(
              "spend", new Scope.Measure(0, Scope.Type.DOUBLE, false),
              "top3", new Scope.Measure(1, Scope.Type.DOUBLES, false)),
          Map.of());

  private final Expressions expressions = new Expressions();
  private final Frame frame = frame();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          event.price > 200.0                               => true
          event.price > 200                                 => true
          event.count + 1                                   => 4
          event.type == 'cart'                              => true
          event.type in ['view', 'cart']                    => true
          event.utm == 'x' || event.type == 'cart'          => true
          event['utm-source'] == 'mail'                     => true
          event.`utm-source` == 'mail'                      => true
          has(event.price) && !has(event.gone)              => true
          'price' in event && !('gone' in event)            => true
          size(event)                                       => 13
          event.time == timestamp('2026-11-20T10:00:00Z')   => true
          event.time - cart_add.time < duration('10m')      => true
          event.time - cart_add.time == duration('5m')      => true
          now - event.time >= duration('1s')                => false
          event.time.getHours('Europe/Berlin')              => 11
          event.time.getMinutes('-0:30')                     => 30
          cart_add.price * 2.0                              => 300.0
          size(views)                                       => 2
          views[0].price                                    => 10.0
          views[1]['price'] + 1.0                           => 21.0
          views.all(v, v.price > 1.0)                       => true
          views.exists(v, v.type == 'view' && v.price > 15) => true
          sum(views.map(v, v.price))                        => 30.0
          views.filter(v, v.price > 15.0)[0].id             => v2
          views.map(event, event.price)[1]                  => 20.0
          event.tags.exists(t, t.startsWith('sa'))          => true
          event.nested.deep.er                              => 7
          profile.tier in ['gold', 'platinum']              => true
          profile.age                                       => 36
          has(profile.age) && 'age' in profile              => true
          spend > 500.0                                     => true
          avg(top3) > 10.0                                  => false
          max(top3) - min(top3)                             => 6.0
          sum([1, 2, 3])                                    => 6
          sum([1, 2.5])                                     => 3.5
          sum([])                                           => 0
          event.word.matches('(?i)^RUN.*shoes?$')           => true
          string(event.price)                               => 250.5
          'A-b'.lowerAscii() + 'x'.upperAscii()             => a-bX
          event.?price.orValue(0.0) > 200.0                 => true
          event.?nope.orValue(7)                            => 7
          event.nested.?deep.?er.orValue(0)                 => 7
          event.nested.?nope.?er.orValue(0)                 => 0
          event.nested.?deep.er.orValue(0)                  => 7
          event.?nope.deep.er.orValue(0)                    => 0
          event[?'nope'].orValue('none')                    => none
          event.tags[?99].orValue('none')                   => none
          event.?nope.hasValue() || event.?price.hasValue() => true
          event.?nope.or(event.?word).orValue('')           => Running Shoes
          profile.?tier.orValue('none')                     => gold
          profile.?nope.orValue('none')                     => none
          (true ? event.?nope : event.?price).orValue(1.0)  => 1.0
          size([event.?nope.orValue(1)])                    => 1
          'ÉCOLE'.lowerAscii() + 'ÉCOLE'.lower()            => Écoleécole
          'Straße'.upper() + 'ΟΔΟΣ'.lower()                 => STRASSEοδος
          dyn('ŁÓDŹ').lower() == 'łódź'                     => true
          state + '!'                                       => cart_add!
          [1, 2.0, 3u] == [1u, 2, 3.0]                      => true
          {'a': 1} == dyn({'a': 1.0})                           => true
          type(event.price) == double                       => true
          event.flag ? 'yes' : 'no'                         => yes
          """)
  void hasItsValue(String source, String value) {
    assertThat(World.value(compiled(source).expression(), frame)).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          event.gone > 1                   => MISSING          => no property 'gone'
          event.word > 1                   => WRONG_TYPE       => '>' is not defined for string and int
          event.word + 1.0                 => WRONG_TYPE       => '+' is not defined for string and double
          dyn(1) + 2.0                     => WRONG_TYPE       => '+' is not defined for int and double
          dyn(spend) + 2                   => WRONG_TYPE       => '+' is not defined for double and int
          event.count * 9223372036854775807 => OVERFLOW         => a number beyond the range of its type
          1 / (event.count - 3)            => DIVISION_BY_ZERO => division by zero
          event.count % 0                  => DIVISION_BY_ZERO => division by zero
          views[2].price > 1.0             => INDEX            => the looping step has no event 2
          event.tags[9]                    => INDEX            => an index outside the list
          int(event.word)                  => CONVERSION       => a string that cannot be converted
          event.tags[?event.gone].orValue('none') => MISSING   => no property 'gone'
          event.word.matches(event.bad)    => PATTERN          => not a regular expression: missing closing )
          max(event.none)                  => NO_VALUE         => no value over an empty list
          event.count && true              => WRONG_TYPE       => '&&' is not defined for int
          """)
  void failsForItsReason(String source, Reason reason, String detail) {
    assertThat(World.value(compiled(source).expression(), frame))
        .isEqualTo(new EvaluationError(reason, detail));
  }

  @Test
  void aMeasureWithoutAValueIsAnErrorThatOrAbsorbs() {
    EvaluationError none = new EvaluationError(Reason.NO_VALUE, "'spend' has no value yet");
    frame.measures =
        (measure, into) -> {
          into.ref = none;
          return Kind.ERROR;
        };
    assertThat(World.value(compiled("spend > 1.0").expression(), frame)).isEqualTo(none);
    assertThat(World.value(compiled("spend > 1.0 || event.flag").expression(), frame))
        .isEqualTo(true);
    assertThat(World.value(compiled("spend > 1.0 && !event.flag").expression(), frame))
        .isEqualTo(false);
  }

  @Test
  void aStepOrEventThatIsNotThereIsAnErrorAndNeverThrows() {
    frame.matched = Frame.Matched.NOTHING;
    frame.event = null;
    assertThat(World.value(compiled("cart_add.price > 1.0").expression(), frame))
        .isEqualTo(new EvaluationError(Reason.MISSING, "step 'cart_add' took no event"));
    assertThat(World.value(compiled("event.time - now > duration('1s')").expression(), frame))
        .isEqualTo(new EvaluationError(Reason.MISSING, "no current event"));
    assertThat(World.value(compiled("size(views)").expression(), frame)).isEqualTo(0L);
  }

  @Test
  void loopsVisitOnlySoManyElements() {
    String ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    String source = "true";
    for (String v : List.of("a", "b", "c", "d", "e", "f")) {
      source = ten + ".all(" + v + ", " + source + ")";
    }
    assertThat(World.value(compiled(source).expression(), frame))
        .isInstanceOfSatisfying(
            EvaluationError.class, error -> assertThat(error.reason()).isEqualTo(Reason.LIMIT));
  }

  @Test
  void anExpressionMayBeEvaluatedInsideAnother() {
    Compiled inner = compiled("[7, 8].exists(x, [x].exists(y, y == 8))");
    frame.measures =
        (measure, into) -> {
          inner.expression().evaluate(into);
          into.word = Double.doubleToRawLongBits(5.0);
          return Kind.DOUBLE;
        };
    assertThat(
            World.value(
                compiled("[1.0, 2.0].map(a, [3.0].map(b, a + spend + b))").expression(), frame))
        .isEqualTo(List.of(List.of(9.0), List.of(10.0)));
  }

  @Test
  void knowsWhatItReads() {
    Compiled compiled =
        compiled("size(views) > 1 && cart_add.price > spend && profile.tier == 'gold'");
    assertThat(compiled.names().steps()).containsExactlyInAnyOrder("views", "cart_add");
    assertThat(compiled.names().stepEvents()).containsExactly("cart_add");
    assertThat(compiled.names().measures()).containsExactly("spend");
    assertThat(compiled.names().profile()).isTrue();
    assertThat(compiled.names().event()).isFalse();
    assertThat(compiled.names().now()).isFalse();
    assertThat(compiled("views.exists(event, event.price > 1)").names().event()).isFalse();
    assertThat(compiled("event.time > now").names().event()).isTrue();
  }

  @Test
  void isWrittenInOneWayWhateverItsSpacesQuotesAndVariables() {
    assertThat(compiled("event.price>2.0&&views.all( v , v.x == \"a\" )").canonical())
        .isEqualTo(compiled("event.price > 2.0 && views.all(w, w.x == 'a')").canonical());
    assertThat(compiled("event.x > 2").canonical())
        .isNotEqualTo(compiled("event.x > 2.0").canonical());
    assertThat(compiled("views.exists(v, v.x)").canonical())
        .isNotEqualTo(compiled("views.all(v, v.x)").canonical());
  }

  @Test
  void knowsForWhichTypesOfEventItCanBeTrue() {
    assertThat(compiled("event.type == 'a' && event.x > 2").eventTypes()).contains(Set.of("a"));
    assertThat(compiled("event.type in ['a', 'b'] || 'c' == event.type").eventTypes())
        .contains(Set.of("a", "b", "c"));
    assertThat(compiled("event.type in ['a', 'b'] && event.type != 'a'").eventTypes())
        .contains(Set.of("a", "b"));
    assertThat(compiled("event.type == 'a' || event.x > 2").eventTypes()).isEmpty();
    assertThat(compiled("!(event.type == 'a')").eventTypes()).isEmpty();
    assertThat(compiled("views.exists(event, event.type == 'a')").eventTypes()).isEmpty();
    assertThat(compiled("event.type == 'a' && event.type == 'b'").eventTypes()).contains(Set.of());
  }

  @Test
  void knowsTheTypeOfItsValue() {
    assertThat(compiled("event.price > 1").type()).isEqualTo(Scope.Type.BOOL);
    assertThat(compiled("size(views)").type()).isEqualTo(Scope.Type.INT);
    assertThat(compiled("spend").type()).isEqualTo(Scope.Type.DOUBLE);
    assertThat(compiled("top3").type()).isEqualTo(Scope.Type.DOUBLES);
    assertThat(compiled("event.price").type()).isEqualTo(Scope.Type.DYN);
  }

  @Test
  void oneNodeMeetsManyShapes() {
    Expression price = compiled("event.price").expression();
    for (int i = 0; i < 3000; i++) {
      frame.event =
          new Event(
              "e", "u", "t", 0, Properties.of(Map.of("p" + i % 1500, "x", "price", (double) i)));
      assertThat(World.value(price, frame)).isEqualTo((double) i);
    }
  }

  @Test
  void valuesOfAllKindsComeThrough() {
    assertThat(World.value(compiled("null").expression(), frame)).isEqualTo(Null.NULL);
    assertThat(World.value(compiled("7u").expression(), frame)).isEqualTo(UnsignedLong.valueOf(7));
    assertThat(World.value(compiled("event").expression(), frame))
        .isInstanceOfSatisfying(
            Map.class,
            map -> {
              assertThat(map.get("id")).isEqualTo("e1");
              assertThat(map.get("price")).isEqualTo(250.5);
              assertThat(map).hasSize(13).containsEntry("user", "u1");
            });
  }

  private Compiled compiled(String source) {
    List<Problem> problems = new ArrayList<>();
    var compiled =
        expressions.compile(
            Text.at(new Position("test.yaml", 1, 1), source), SCOPE, Scope.Type.DYN, problems);
    assertThat(problems).as(source).noneMatch(Problem::isError);
    return compiled.orElseThrow();
  }

  private static Frame frame() {
    Frame frame = new Frame();
    long time = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    frame.event =
        new Event(
            "e1",
            "u1",
            "cart",
            time,
            Properties.of(
                Map.ofEntries(
                    Map.entry("price", 250.5),
                    Map.entry("count", 3L),
                    Map.entry("word", "Running Shoes"),
                    Map.entry("bad", "a("),
                    Map.entry("utm-source", "mail"),
                    Map.entry("none", List.of()),
                    Map.entry("tags", List.of("sale", "new")),
                    Map.entry("flag", true),
                    Map.entry("nested", Map.of("deep", Map.of("er", 7L))))));
    Event cartAdd =
        new Event("c1", "u1", "cart", time - 300_000, Properties.of(Map.of("price", 150.0)));
    List<Event> views =
        List.of(
            new Event("v1", "u1", "view", time, Properties.of(Map.of("price", 10.0))),
            new Event("v2", "u1", "view", time, Properties.of(Map.of("price", 20.0))));
    frame.matched =
        new Frame.Matched() {
          @Override
          public Event event(int step) {
            return cartAdd;
          }

          @Override
          public List<Event> events(int step) {
            return views;
          }
        };
    frame.profile = new Profile(Properties.of(Map.of("tier", "gold", "birth_date", "1990-04-01")));
    frame.now = time;
    frame.state = "cart_add";
    frame.measures =
        (measure, into) -> into.put(measure == 0 ? (Object) 612.0 : List.of(9.0, 6.0, 3.0));
    return frame;
  }
}
