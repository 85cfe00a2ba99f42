package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseTest {
  private static final Scope SCOPE =
      new Scope(
          true,
          false,
          Map.of("cart_add", new Scope.Step(0, false), "views", new Scope.Step(1, true)),
          Map.of("spend", new Scope.Measure(0, Scope.Type.DOUBLE, false)),
          Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          event.price > 200.0                      => event.price > 200.0 is false: event.price=120.5
          event.price > 200.0 && event.type == 'x' => event.price > 200.0 is false: event.price=120.5 | event.type == 'x' is false: event.type=cart
          event.size == 1                          => event.size == 1 is no property 'size': event.size=no property 'size'
          has(event.size) || spend > 5.0           => has(event.size) || spend > 5.0 is true: event.size=no property 'size', spend=612.0
          event.price - cart_add.price > 5.0       => event.price - cart_add.price > 5.0 is true: event.price - cart_add.price=20.5, event.price=120.5, cart_add.price=100.0
          size(views) >= 2 && views[0].price > 1.0 => size(views) >= 2 is true: size(views)=2 | views[0].price > 1.0 is true: views[0].price=7.0
          event['utm-source'] == 'mail'            => event['utm-source'] == 'mail' is true: event['utm-source']=mail
          profile.tier in ['gold', 'silver']       => profile.tier in ['gold', 'silver'] is false: profile.tier=basic
          profile.tags.exists(t, t == profile.tier) => profile.tags.exists(t, t == profile.tier) is false: profile.tags=[a], profile.tier=basic
          avg(views.map(v, v.price)) < event.price => avg(views.map(v, v.price)) < event.price is true: event.price=120.5
          event.word == 'a)&&(b' && now > event.time => event.word == 'a)&&(b' is no property 'word': event.word=no property 'word' | now > event.time is true: now=1970-01-01T00:00:09Z, event.time=1970-01-01T00:00:05Z
          (event.price > 1.0 && (spend > 1.0 || spend < 0.0)) && !(spend == 3.0) => event.price > 1.0 is true: event.price=120.5 | (spend > 1.0 || spend < 0.0) is true: spend=612.0 | !(spend == 3.0) is true: spend=612.0
          spend                                    => spend is 612.0: spend=612.0
          """)
  void eachClauseTellsItsValueAndTheValuesOfWhatItReads(String source, String expected) {
    assertThat(told(source)).isEqualTo(expected);
  }

  @Test
  void linesAndEmojiBeforeAnOperatorDoNotShiftWhereItIsCut() {
    assertThat(told("event.word != '\ud83d\ude00'\n  && event.price\n > 1.0"))
        .isEqualTo(
            "event.word != '\ud83d\ude00' is no property 'word': event.word=no property 'word'"
                + " | event.price > 1.0 is true: event.price=120.5");
  }

  private static String told(String source) {
    List<Clause> clauses =
        new Expressions().clauses(Text.at(new Position("test", 1, 1), source), SCOPE);
    return clauses.stream()
        .map(clause -> clause.check(frame()))
        .map(
            check ->
                check.outcome().text()
                    + " is "
                    + value(check.outcome())
                    + check.readings().stream()
                        .map(reading -> reading.text() + "=" + value(reading))
                        .collect(Collectors.joining(", ", ": ", "")))
        .collect(Collectors.joining(" | "));
  }

  private static Object value(Reading reading) {
    return reading.value().orElse(reading.failure());
  }

  private static Frame frame() {
    Frame frame = new Frame();
    frame.now = 9_000;
    frame.event = event(Map.of("price", 120.5, "utm-source", "mail"));
    frame.profile = new Profile(Properties.of(Map.of("tier", "basic", "tags", List.of("a"))));
    frame.measures = (measure, into) -> into.put(612.0);
    frame.matched =
        new Frame.Matched() {
          @Override
          public Event event(int step) {
            return ClauseTest.event(Map.of("price", 100.0));
          }

          @Override
          public List<Event> events(int step) {
            return List.of(
                ClauseTest.event(Map.of("price", 7.0)), ClauseTest.event(Map.of("price", 8.0)));
          }
        };
    return frame;
  }

  private static Event event(Map<String, Object> properties) {
    return new Event("e", "u", "cart", 5_000, Properties.of(properties));
  }
}
