package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are equal are one key, wherever a value is a key, however they are spelt. */
class OneFormOfKeysTest {
  private static final String ABANDONED =
      """
      id: abandoned
      pattern:
        correlate_by: "%s"
        steps:
          - {name: order, event: order}
          - {name: payment, event: payment, absent: true}
        within: 10m
      """;

  private static final String TWICE =
      """
      id: twice
      pattern:
        distinct: "%s"
        steps:
          - {name: looks, event: order, times: 2}
      """;

  private static final String GROUPED =
      """
      id: grouped
      measures:
        orders: {aggregate: count, event: [order, payment], by: "%s", over: 1h}
      when: orders >= 2
      """;

  private static final String COUNTED =
      """
      id: counted
      measures:
        kinds: {aggregate: distinct, event: [order, payment], value: "%s", over: 1h}
      when: kinds >= 2
      """;

  /** Of two values: are they one key? */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [event.shop, event.order] | {"shop":1,"order":17}         | {"shop":1,"order":17.0}       | true
          [event.shop, event.order] | {"shop":1,"order":17}         | {"shop":1,"order":18.0}       | false
          event.order               | {"order":17}                  | {"order":17.0}                | true
          event.order               | {"order":9007199254740992}    | {"order":9007199254740992.0}  | true
          event.order               | {"order":9007199254740993}    | {"order":9007199254740992.0}  | false
          event.order               | {"order":1e18}                | {"order":1000000000000000000} | true
          event.order               | {"order":11189782786942380395} | {"order":11189782786942380396} | false
          event.order               | {"order":11189782786942380395} | {"order":11189782786942380395} | true
          event.order               | {"order":9223372036854775808} | {"order":9223372036854775808.0} | true
          event.order               | {"order":{"a":[1,{"b":2}]}}   | {"order":{"a":[1.0,{"b":2.0}]}} | true
          event.order               | {"order":98765432109876543210} | {"order":98765432109876543211} | false
          event.order               | {"order":-0.0}                | {"order":0}                   | true
          """)
  void twoSpellingsOfOneValueAreOneKey(String key, String first, String second, boolean one) {
    List<Event> events = List.of(event("order", 0, first), event("payment", 1, second));
    assertThat(fires(ABANDONED.formatted(key), events)).isEqualTo(!one);
    assertThat(fires(GROUPED.formatted(key), events)).isEqualTo(one);
    assertThat(fires(COUNTED.formatted(key), events)).isEqualTo(!one);
    List<Event> alike = List.of(event("order", 0, first), event("order", 1, second));
    assertThat(fires(TWICE.formatted(key), alike)).isEqualTo(!one);
  }

  private static boolean fires(String campaign, List<Event> events) {
    var replay = new TestCampaigns.Replay(TestCampaigns.of(campaign));
    for (Event event : events) {
      replay.take(event);
      replay.states.computeIfPresent("u", (user, state) -> UserState.fromBytes(state.toBytes()));
    }
    replay.finish();
    return !replay.triggers.isEmpty();
  }

  private static Event event(String type, int second, String properties) {
    byte[] json =
        ("{\"user\":\"u\",\"type\":\"%s\",\"time\":%d,".formatted(type, second * 1000)
                + properties.substring(1))
            .getBytes(StandardCharsets.UTF_8);
    return ((Parsed.Accepted<Event>) new EventReader().read(json, 0, json.length)).value();
  }

  @Property(tries = 2_000)
  void numbersHaveOneFormExactlyWhereTheirValuesAreEqual(
      @ForAll("numbers") Number a, @ForAll("numbers") Number b) {
    boolean equal = exact(a).compareTo(exact(b)) == 0;
    assertThat(KeyForm.of(a).equals(KeyForm.of(b))).isEqualTo(equal);
    assertThat(KeyForm.of(List.of(Map.of("x", a))).equals(KeyForm.of(List.of(Map.of("x", b)))))
        .isEqualTo(equal);
    assertThat(KeyForm.of(KeyForm.of(a))).isEqualTo(KeyForm.of(a));
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : new BigDecimal(number.toString());
  }

  @Provide
  Arbitrary<Number> numbers() {
    List<Number> edges = new ArrayList<>();
    for (long whole :
        new long[] {0, 1, -1, 17, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      edges.add(whole);
      edges.add((double) whole);
      edges.add(UnsignedLong.fromLongBits(whole));
    }
    edges.addAll(List.of(-0.0, 0.5, 1e19, 1e300, 0x1p63, 0x1p64, Double.MIN_VALUE));
    return Arbitraries.oneOf(
        Arbitraries.of(edges),
        Arbitraries.longs().between(-3, 3).map(value -> (Number) value),
        Arbitraries.doubles().between(-3, 3).ofScale(1).map(value -> (Number) value));
  }
}
