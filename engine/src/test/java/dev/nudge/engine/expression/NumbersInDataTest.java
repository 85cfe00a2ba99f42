package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON has one kind of number: 50.00 arrives as 50 from one producer and as 50.0 from another. */
class NumbersInDataTest {
  private static final Scope SCOPE =
      new Scope(
          true,
          false,
          Map.of(),
          Map.of("spend", new Scope.Measure(0, Scope.Type.DOUBLE, false)),
          Map.of());

  private final Expressions expressions = new Expressions();
  private final Frame frame = new Frame();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      textBlock =
          """
          {"price":50,"quantity":3} | event.price * event.quantity > 100
          {"price":50.0,"quantity":3} | event.price * event.quantity > 100
          {"price":49.9,"quantity":3} | event.price * event.quantity > 100
          {"price":50,"quantity":3} | event.price * double(event.quantity) > 100
          {"price":49.9,"quantity":3} | event.price * double(event.quantity) > 100
          {"price":50,"quantity":3} | event.price * 2.0 > 60
          {"price":49.9,"quantity":3} | event.price * 2.0 > 60
          {"price":49.9} | event.price * 2 > 60
          {"price":49.9,"quantity":3} | event.price * event.quantity + 1 > 150.5
          {"p1":60.5,"p2":40} | event.p1 + event.p2 > 100
          {"p1":60.5,"p2":40.0} | event.p1 + event.p2 > 100
          {"p1":60.5,"p2":40} | event.p1 - event.p2 == 20.5
          {"p1":60.5,"p2":2} | event.p1 / event.p2 == 30.25
          {"items":[{"price":50,"n":2},{"price":0.5,"n":2}]} | sum(event.items.map(i, i.price * i.n)) == 101.0
          {"items":[{"price":50,"n":2.0},{"price":0.5,"n":2}]} | event.items.exists(i, i.price * i.n + 1 == 101)
          {"price":50} | sum([event.price - 1, 3]) - 2 >= 50
          {"price":50.5} | sum([event.price - 1, 3]) - 2 > 50.4
          {"price":50.5} | [event.price - 1, 3][0] * 2 >= 99
          {"price":50.5} | max([1, 2].map(n, n * event.price)) - 1 >= 100
          {"price":50.5} | {'a': event.price - 1}.a + 1 > 50.4
          {"order":11189782786942380395} | string(event.order + 1) == '11189782786942380396'
          {"order":11189782786942380395} | string(event.order - 11189782786942380394u) == '1'
          {"order":11189782786942380395} | event.order != 11189782786942380396u
          {"order":11189782786942380395} | event.order > 0 && string(event.order) == '11189782786942380395'
          {"order":98765432109876543210987} | event.order == '98765432109876543210987'
          """)
  void theSpellingOfANumberInTheDataDoesNotDecide(String properties, String source) {
    frame.event = read(properties);
    List<Problem> problems = new ArrayList<>();
    Optional<Compiled> compiled =
        expressions.compile(
            Text.at(new Position("f", 1, 1), source), SCOPE, Scope.Type.BOOL, problems);
    assertThat(problems).noneMatch(Problem::isError);
    assertThat(World.value(compiled.orElseThrow().expression(), frame)).isEqualTo(true);
  }

  private static Event read(String properties) {
    byte[] json =
        ("{\"user\":\"u\",\"type\":\"t\",\"time\":0," + properties.substring(1))
            .getBytes(StandardCharsets.UTF_8);
    return ((Parsed.Accepted<Event>) new EventReader().read(json, 0, json.length)).value();
  }

  @ParameterizedTest
  @CsvSource({
    "event.price / event.quantity, 13",
    "event.price / 4 > 12, 13",
    "event.price > 4.0 && event.price / 4 > 2, 34"
  })
  void aQuotientThatMayLoseItsFractionIsWarnedOf(String source, int column) {
    for (int time = 0; time < 2; time++) {
      List<Problem> problems = new ArrayList<>();
      assertThat(
              expressions.compile(
                  Text.at(new Position("f", 1, 1), source), SCOPE, Scope.Type.DYN, problems))
          .isPresent();
      assertThat(problems).hasSize(1);
      assertThat(problems.get(0).toString())
          .startsWith("f:1:" + column + ": warning: 7 / 2 is 3, and 7.0 / 2 is 3.5");
    }
    List<Problem> problems = new ArrayList<>();
    expressions.compile(
        Text.at(
            new Position("f", 1, 1), "event.price / 4.0 + double(event.price) / event.quantity"),
        SCOPE,
        Scope.Type.DYN,
        problems);
    assertThat(problems).isEmpty();
  }
}
