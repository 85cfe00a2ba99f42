package dev.nudge.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
  private static final String ENVELOPE =
      "\"id\":\"e1\",\"user\":\"u1\",\"type\":\"cart\",\"time\":\"2026-11-20T10:00:00Z\"";

  private final EventReader reader = new EventReader();
  private final JsonWriter writer = new JsonWriter();

  @Test
  void readsAnEventInCanonicalForm() {
    Event event = accepted("{" + ENVELOPE + ",\"price\":251.7,\"n\":3,\"product_id\":\"p9\"}");
    assertThat(event.id()).isEqualTo("e1");
    assertThat(event.user()).isEqualTo("u1");
    assertThat(event.type()).isEqualTo("cart");
    assertThat(event.time()).isEqualTo(1_795_168_800_000L);
    assertThat(event.properties().toMap())
        .isEqualTo(Map.of("price", 251.7, "n", 3L, "product_id", "p9"));
  }

  @Test
  void writesAnEventInCanonicalForm() {
    String line = "{" + ENVELOPE + ",\"price\":251.7,\"n\":3,\"a\":[1,null,{\"b\":true}]}";
    assertThat(text(accepted("  " + line + " "))).isEqualTo(line);
  }

  @Property
  void anEventReadsBackAsItWasWritten(@ForAll("events") Event event) {
    byte[] line = writer.write(event);
    Event read = accepted(new String(line, StandardCharsets.UTF_8));
    assertThat(read).isEqualTo(event);
    assertThat(writer.write(read)).isEqualTo(line);
    assertThat(line).doesNotContain((byte) '\n', (byte) '\r');
  }

  @Provide
  Arbitrary<Event> events() {
    Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(12).map(WellFormed::of);
    Arbitrary<String> names =
        texts.filter(name -> !List.of("id", "user", "type", "time").contains(name));
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.longs().map(x -> (Object) x),
            Arbitraries.doubles().map(x -> (Object) x),
            Arbitraries.of(0.0, -0.0, 1e300, Double.MIN_VALUE, 2.0E-3, 2e23, Double.MAX_VALUE),
            Arbitraries.of(true, false),
            texts,
            Arbitraries.just(Null.NULL));
    Arbitrary<Object> values =
        Arbitraries.lazyOf(
            () -> scalars,
            () -> scalars,
            () -> scalars.list().ofMaxSize(3).map(x -> (Object) x),
            () -> Arbitraries.maps(texts, scalars).ofMaxSize(3).map(x -> (Object) x));
    return net.jqwik.api.Combinators.combine(
            texts.filter(x -> !x.isEmpty()),
            texts.filter(x -> !x.isEmpty()),
            Arbitraries.longs().between(IsoTime.MIN, IsoTime.MAX),
            Arbitraries.maps(names, values).ofMaxSize(12))
        .as(
            (id, type, time, properties) ->
                new Event(id, "u", type, time, Properties.of(new LinkedHashMap<>(properties))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1795168800000 | 1795168800000",
        "1795168800000.9 | 1795168800000",
        "\"1970-01-01T00:00:01.500Z\" | 1500",
        "\"2026-11-20T12:00:00+02:00\" | 1795168800000"
      })
  void timeIsMillisecondsOrIso(String json, long millis) {
    assertThat(accepted("{\"user\":\"u\",\"type\":\"t\",\"time\":" + json + "}").time())
        .isEqualTo(millis);
  }

  @Test
  void integersMayStandForStringsInTheEnvelope() {
    Event event = accepted("{\"id\":7,\"user\":541312140,\"type\":1,\"time\":0}");
    assertThat(event.id()).isEqualTo("7");
    assertThat(event.user()).isEqualTo("541312140");
    assertThat(event.type()).isEqualTo("1");
  }

  @Test
  void anEventWithoutIdIsNamedAfterItsContent() {
    String line = "{\"user\":\"u\",\"type\":\"t\",\"time\":0,\"x\":1}";
    assertThat(accepted(line).id())
        .isEqualTo(accepted(line).id())
        .isNotEqualTo(accepted(line.replace('1', '2')).id())
        .matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{                                       | not JSON",
        "hello                                   | not JSON",
        "{\"user\":\"u\",}                       | not JSON",
        "{\"user\":\"u\"} {}                     | not JSON",
        "{\"user\":'u'}                          | not JSON",
        "{\"user\":NaN}                          | not JSON",
        "{\"x\":01}                              | not JSON",
        "{\"x\":\"\\ud8\"}                       | not JSON",
        "[]                                      | not an object",
        "3                                       | not an object",
        "null                                    | not an object",
        "{}                                      | no user",
        "{\"user\":\"\",\"type\":\"t\",\"time\":0} | no user",
        "{\"user\":null,\"type\":\"t\",\"time\":0} | no user",
        "{\"user\":[1],\"type\":\"t\",\"time\":0} | bad user",
        "{\"user\":1.5,\"type\":\"t\",\"time\":0} | bad user",
        "{\"user\":\"u\",\"time\":0}             | no type",
        "{\"user\":\"u\",\"type\":\"t\"}         | no time",
        "{\"user\":\"u\",\"type\":\"t\",\"time\":\"noon\"} | bad time",
        "{\"user\":\"u\",\"type\":\"t\",\"time\":true} | bad time",
        "{\"user\":\"u\",\"type\":\"t\",\"time\":9223372036854775807} | bad time",
        "{\"user\":\"u\",\"type\":\"t\",\"time\":1e300} | bad time",
        "{\"x\":1e400}                           | number out of range",
        "{\"x\":[-1e400]}                        | number out of range"
      })
  void aLineThatIsNoEventSaysWhy(String line, String reason) {
    assertThat(rejected(line).reason()).isEqualTo(reason);
  }

  @Test
  void nothingAtAllIsNotJson() {
    assertThat(rejected("  ").reason()).isEqualTo("not JSON");
  }

  @Test
  void aWholeNumberKeepsItsDigits() {
    String json =
        "{"
            + "\"id\":11189782786942380395,\"user\":98765432109876543210987,\"type\":\"t\",\"time\":0"
            + ",\"max\":9223372036854775807,\"over\":9223372036854775808"
            + ",\"order\":11189782786942380395,\"far\":98765432109876543210987"
            + ",\"min\":-9223372036854775808,\"below\":-9223372036854775809,\"whole\":1.0"
            + ",\"list\":[18446744073709551615,18446744073709551616]}";
    Event event = accepted(json);
    assertThat(event.id()).isEqualTo("11189782786942380395");
    assertThat(event.user()).isEqualTo("98765432109876543210987");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("max", Long.MAX_VALUE);
    expected.put("over", UnsignedLong.valueOf("9223372036854775808"));
    expected.put("order", UnsignedLong.valueOf("11189782786942380395"));
    expected.put("far", "98765432109876543210987");
    expected.put("min", Long.MIN_VALUE);
    expected.put("below", "-9223372036854775809");
    expected.put("whole", 1.0);
    expected.put("list", List.of(UnsignedLong.MAX_VALUE, "18446744073709551616"));
    assertThat(event.properties().toMap()).isEqualTo(expected);
    assertThat(new String(new JsonWriter().write(event), StandardCharsets.UTF_8))
        .contains("\"order\":11189782786942380395", "\"list\":[18446744073709551615,");
    StateWriter state = new StateWriter();
    state.event(event);
    assertThat(new StateReader(state.toBytes()).event()).isEqualTo(event);
  }

  @Test
  void aUserThatIsAWholeNumberIsItsDigits() {
    assertThat(accepted("{\"user\":17.0,\"type\":1e3,\"time\":0}").user()).isEqualTo("17");
    assertThat(accepted("{\"user\":17.0,\"type\":1e3,\"time\":0}").type()).isEqualTo("1000");
  }

  @Test
  void ofTwoMembersOfOneNameTheLastCounts() {
    Event event =
        accepted(
            "{" + ENVELOPE + ",\"x\":1,\"user\":\"u2\",\"x\":\"two\",\"m\":{\"a\":1,\"a\":2}}");
    assertThat(event.user()).isEqualTo("u2");
    assertThat(event.properties().toMap()).isEqualTo(Map.of("x", "two", "m", Map.of("a", 2L)));
  }

  @Test
  void halfACharacterBecomesAReplacementCharacter() {
    Event event = accepted("{" + ENVELOPE + ",\"a\":\"\\ud800\",\"b\":\"\\ud83d\\ude00\"}");
    assertThat(event.properties().toMap()).isEqualTo(Map.of("a", "\uFFFD", "b", "😀"));
  }

  @Test
  void halfACharacterInANameIsRefused() {
    assertThat(rejected("{" + ENVELOPE + ",\"\\udc00\":1}").reason()).isEqualTo("not JSON");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(rejected("{\"x\":" + "[".repeat(100_000)).reason()).isEqualTo("beyond limits");
    assertThat(rejected("{\"x\":".repeat(100_000)).reason()).isEqualTo("beyond limits");
  }

  @Test
  void hugeNumbersAreRefused() {
    assertThat(rejected("{\"x\":" + "9".repeat(100_000) + "}").reason()).isEqualTo("beyond limits");
    assertThat(rejected("{\"x\":1e400}").reason()).isEqualTo("number out of range");
  }

  @Test
  void namesBeyondAKibibyteAreRefused() {
    String longest = "é".repeat(512);
    assertThat(accepted("{\"user\":\"" + longest + "\",\"type\":\"t\",\"time\":0}").user())
        .isEqualTo(longest);
    for (String part : List.of("id", "user", "type")) {
      String line =
          ("{\"id\":\"e\",\"user\":\"u\",\"type\":\"t\",\"time\":0}")
              .replaceFirst("\"" + part + "\":\".\"", "\"" + part + "\":\"" + longest + "x\"");
      assertThat(rejected(line).toString())
          .isEqualTo("bad " + part + ": 1025 bytes; at most 1024 are taken");
    }
    assertThat(rejected("{" + ENVELOPE + ",\"" + longest + "x\":1}").toString())
        .isEqualTo("beyond limits: a name of 1025 bytes; at most 1024 are taken");
    assertThat(rejected("{" + ENVELOPE + ",\"m\":\"" + "x".repeat(1 << 21) + "\"}").reason())
        .isEqualTo("beyond limits");
    assertThat(rejected("{\"user\":\"" + "u".repeat(1 << 20) + "\"}").reason())
        .isEqualTo("bad user");
  }

  @Test
  void moreMembersThanAnybodyNeedsAreRefused() {
    StringBuilder line = new StringBuilder("{" + ENVELOPE);
    for (int i = 0; i < 100_000; i++) {
      line.append(",\"p").append(i).append("\":1");
    }
    assertThat(rejected(line + "}").reason()).isEqualTo("beyond limits");
  }

  @Test
  void invalidUtf8IsNotJson() {
    byte[] line = ("{" + ENVELOPE + ",\"x\":\"?\"}").getBytes(StandardCharsets.UTF_8);
    line[line.length - 3] = (byte) 0xFF;
    assertThat(reader.read(line, 0, line.length)).isInstanceOf(Parsed.Rejected.class);
  }

  @Test
  void aRejectedLineLeavesNoTraceInTheNext() {
    rejected("{\"user\":\"ghost\",\"x\":1,\"time\":true,");
    assertThat(rejected("{\"type\":\"t\",\"time\":0}").reason()).isEqualTo("no user");
    assertThat(accepted("{" + ENVELOPE + "}").properties().size()).isZero();
  }

  private Event accepted(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    Parsed<Event> parsed = reader.read(bytes, 0, bytes.length);
    assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
    return ((Parsed.Accepted<Event>) parsed).value();
  }

  private Rejection rejected(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    Parsed<Event> parsed = reader.read(bytes, 0, bytes.length);
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    return ((Parsed.Rejected<Event>) parsed).rejection();
  }

  private String text(Event event) {
    return new String(writer.write(event), StandardCharsets.UTF_8);
  }
}
