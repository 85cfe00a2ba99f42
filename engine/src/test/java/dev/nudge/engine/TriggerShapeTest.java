package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.JsonValues;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerShapeTest {
  private static final Event VIEW = event("e1", 1_000, Map.of("product_id", "p9", "price", 2.5));
  private static final Profile PROFILE =
      Profile.EMPTY.merge(Properties.of(Map.of("name", "Ann", "tags", List.of("a", "b"))));

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "${user}                           | 'u1'",
        "${id} of ${campaign}, v${version} | 't7 of second-look, v3'",
        "${version}                        | 3",
        "${cause}                          | 'match'",
        "${time}                           | '1970-01-01T00:00:05Z'",
        "at ${time}                        | 'at 1970-01-01T00:00:05Z'",
        "${offer.type}                     | 'coupon'",
        "${offer}                          | {'type':'coupon','worth':[5,2.5]}",
        "${offer.worth[1] * 2.0}           | 5.0",
        "${event.price}                    | 2.5",
        "${event}                          | {'id':'e1','user':'u1','type':'view','time':'1970-01-01T00:00:01Z','price':2.5,'product_id':'p9'}",
        "${matched.views[0].product_id}    | 'p9'",
        "${size(matched.views)}            | 1",
        "${matched.paid.count}             | 2",
        "${measures.spend}                 | 612.0",
        "${profile.name} has ${profile.tags} | 'Ann has [\"a\",\"b\"]'",
        "${profile.tags}                   | ['a','b']",
        "${now == time}                    | true",
        "$${user}                          | '${user}'",
        "plain                             | 'plain'"
      })
  void aTextIsATemplateOverTheTriggerAndKeepsTheKindOfASingleExpression(
      String text, String expected) {
    assertThat(json(text, trigger(Trigger.Cause.MATCH), Optional.of(VIEW)))
        .isEqualTo(
            expected
                .replace("'Ann has [\"a\",\"b\"]'", "'Ann has [\\\"a\\\",\\\"b\\\"]'")
                .replace('\'', '"'));
    assertThat(gaps).isEmpty();
  }

  @Test
  void objectsAndListsStayAsTheyAre() {
    TriggerShape shape =
        compile("{userId: '${user}', list: [1, 2.5, null, true, {deep: '${offer.type}'}]}")
            .orElseThrow();

    assertThat(written(shape, trigger(Trigger.Cause.MATCH), Optional.of(VIEW)))
        .isEqualTo("{\"userId\":\"u1\",\"list\":[1,2.5,null,true,{\"deep\":\"coupon\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "${offer.color}              | null      | missing",
        "a ${offer.color} one        | null      | missing",
        "${measures.visits + 1}      | null      | missing",
        "${offer.type > 3}           | null      | wrong type",
        "${offer.color ?? 'red'}     | 'red'     |",
        "a ${offer.color ?? 'red'}   | 'a red'   |",
        "${matched.none[0].id ?? ''} | ''        |"
      })
  void whatIsMissingIsItsDefaultOrNullAndTold(String text, String expected, String reason) {
    assertThat(json(text, trigger(Trigger.Cause.MATCH), Optional.of(VIEW)))
        .isEqualTo(expected.replace('\'', '"'));
    assertThat(gaps).isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @Test
  void aDeadlineHasNoEvent() {
    Trigger trigger = trigger(Trigger.Cause.TIMEOUT);

    assertThat(json("${event.price}", trigger, Optional.empty())).isEqualTo("null");
    assertThat(json("${event.price ?? 0}", trigger, Optional.empty())).isEqualTo("0");
    assertThat(gaps).containsExactly("missing");
  }

  @Test
  void aNameThatNoTriggerHasIsAnErrorAtItsPlace() {
    assertThat(compile("{a: 1,\n  b: 'x ${usr}', c: '${ofer.type}'}")).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "nudge.yaml:2:11: error: unknown name 'usr'; did you mean 'user'?",
            "nudge.yaml:2:24: error: unknown name 'ofer'; did you mean 'offer'?");
  }

  private String json(String text, Trigger trigger, Optional<Event> event) {
    TriggerShape shape = compile("{x: \"" + text.replace("\"", "\\\"") + "\"}").orElseThrow();
    String written = written(shape, trigger, event);
    return written.substring("{\"x\":".length(), written.length() - 1);
  }

  private String written(TriggerShape shape, Trigger trigger, Optional<Event> event) {
    Object value =
        shape.of(
            trigger,
            event.orElse(null),
            PROFILE,
            ZoneOffset.UTC,
            (reason, what) -> gaps.add(reason));
    return new String(new JsonWriter().writeValue(value), StandardCharsets.UTF_8);
  }

  private Optional<TriggerShape> compile(String yaml) {
    return TriggerShape.compile(
        JsonValues.of(
            DocumentReader.read("nudge.yaml", yaml, problems).get(0).root(),
            (at, words) -> problems.add(Problem.error(at, words))),
        problems);
  }

  private static Trigger trigger(Trigger.Cause cause) {
    Map<String, Object> offer = new LinkedHashMap<>();
    offer.put("type", "coupon");
    offer.put("worth", List.of(5L, 2.5));
    return new Trigger(
        "t7",
        "second-look",
        3,
        "u1",
        5_000,
        5_000,
        cause,
        Optional.of(offer),
        Optional.empty(),
        Map.of("views", new Matched.Events(List.of(VIEW)), "paid", new Matched.Counted(2, 1, 2)),
        Map.of("spend", 612.0),
        false,
        OptionalLong.empty(),
        List.of(),
        Optional.of("alerts"),
        Set.of(),
        true);
  }

  private static Event event(String id, long time, Map<String, Object> properties) {
    return new Event(id, "u1", "view", time, Properties.of(new java.util.TreeMap<>(properties)));
  }
}
