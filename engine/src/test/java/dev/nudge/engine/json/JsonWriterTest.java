package dev.nudge.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.engine.Matched;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static final Event EVENT =
      new Event("e1", "u1", "cart", 0, Properties.of(Map.of("price", 251.7)));

  private final JsonWriter writer = new JsonWriter();

  @Test
  void writesATrigger() {
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put("spend_30d", 612.0);
    measures.put("views", 3L);
    Map<String, Matched> matched = new LinkedHashMap<>();
    matched.put("cart_add", new Matched.Events(List.of(EVENT)));
    matched.put("views", new Matched.Counted(12, 1_000, 60_000));
    Trigger trigger =
        new Trigger(
            "t1",
            "abandoned-cart",
            1,
            "u1",
            600_000,
            600_000,
            Trigger.Cause.TIMEOUT,
            Optional.of(Map.of("text", "Still \"there\"?")),
            Optional.empty(),
            matched,
            measures,
            false,
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Set.of(),
            true);
    assertThat(text(writer.write(trigger)))
        .isEqualTo(
            "{\"id\":\"t1\",\"campaign\":\"abandoned-cart\",\"version\":1,\"user\":\"u1\","
                + "\"time\":\"1970-01-01T00:10:00Z\",\"cause\":\"timeout\","
                + "\"offer\":{\"text\":\"Still \\\"there\\\"?\"},"
                + "\"matched\":{\"cart_add\":[{\"id\":\"e1\",\"user\":\"u1\",\"type\":\"cart\","
                + "\"time\":\"1970-01-01T00:00:00Z\",\"price\":251.7}],"
                + "\"views\":{\"count\":12,\"first\":\"1970-01-01T00:00:01Z\","
                + "\"last\":\"1970-01-01T00:01:00Z\"}},"
                + "\"measures\":{\"spend_30d\":612.0,\"views\":3}}");
  }

  @Test
  void aTriggerSaysWhereItIsApproximate() {
    Trigger trigger =
        new Trigger(
            "t1",
            "c",
            1,
            "u1",
            0,
            0,
            Trigger.Cause.CONDITION,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            true,
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Set.of(),
            true);
    assertThat(text(writer.write(trigger)))
        .isEqualTo(
            "{\"id\":\"t1\",\"campaign\":\"c\",\"version\":1,\"user\":\"u1\","
                + "\"time\":\"1970-01-01T00:00:00Z\",\"cause\":\"condition\","
                + "\"matched\":{},\"measures\":{},\"approximate\":true}");
  }

  @Test
  void ofMatchedEventsItTellsWhatTheCampaignReads() {
    Event event =
        new Event(
            "e1", "u1", "cart", 0, Properties.of(Map.of("price", 251.7, "brand", "b", "size", 4L)));
    Trigger trigger =
        new Trigger(
            "t1",
            "c",
            1,
            "u1",
            0,
            0,
            Trigger.Cause.MATCH,
            Optional.empty(),
            Optional.empty(),
            Map.of("cart", new Matched.Events(List.of(event))),
            Map.of(),
            false,
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Set.of("price", "weight"),
            false);
    assertThat(text(writer.write(trigger)))
        .contains(
            "\"matched\":{\"cart\":[{\"id\":\"e1\",\"type\":\"cart\","
                + "\"time\":\"1970-01-01T00:00:00Z\",\"price\":251.7}]}");
  }

  @Test
  void aTriggerSaysWhatOfItWasCut() {
    Trigger trigger =
        new Trigger(
            "t1",
            "c",
            1,
            "u1",
            0,
            0,
            Trigger.Cause.CONDITION,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            false,
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Set.of(),
            true);
    assertThat(text(writer.write(trigger, List.of("matched"))))
        .endsWith("\"matched\":{},\"measures\":{},\"cut\":[\"matched\"]}");
  }

  @Test
  void aLineBeyondTheBoundIsGivenUpAndTheNextIsWritten() {
    JsonWriter bounded = new JsonWriter(20_000);

    assertThatThrownBy(() -> bounded.writeValue("x".repeat(30_000)))
        .isInstanceOf(JsonWriter.LineLimit.class);

    assertThat(text(bounded.writeValue("x"))).isEqualTo("\"x\"");
  }

  @Test
  void writesATransition() {
    Transition transition =
        new Transition(
            "c",
            2,
            "u1",
            0,
            Transition.Kind.ADVANCED,
            "shoes",
            Optional.of("clothing"),
            Optional.of(EVENT),
            Optional.of("[User u1]"),
            Map.of("shoes", 1));
    assertThat(text(writer.write(transition)))
        .isEqualTo(
            "{\"campaign\":\"c\",\"version\":2,\"user\":\"u1\",\"time\":\"1970-01-01T00:00:00Z\","
                + "\"kind\":\"advanced\",\"state\":\"shoes\",\"from\":\"clothing\","
                + "\"event\":{\"id\":\"e1\",\"user\":\"u1\",\"type\":\"cart\","
                + "\"time\":\"1970-01-01T00:00:00Z\",\"price\":251.7},\"text\":\"[User u1]\","
                + "\"open\":{\"shoes\":1}}");
  }

  @Test
  void writesARejectedLine() {
    assertThat(
            text(
                writer.write(
                    Optional.empty(), 12, new Rejection("not JSON", "column\n3"), "{\"a\"")))
        .isEqualTo(
            "{\"line\":12,\"reason\":\"not JSON\",\"detail\":\"column 3\",\"raw\":\"{\\\"a\\\"\"}");
  }

  @Test
  void writesValuesThatAreNotJsonAsText() {
    assertThat(
            text(
                writer.writeValue(
                    List.of(
                        Instant.parse("2026-11-20T10:00:00.5Z"),
                        Instant.parse("2026-11-20T10:00:00.000001Z"),
                        Duration.ofMillis(90_500),
                        Duration.ofMinutes(-10),
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        Null.NULL,
                        "\uD800"))))
        .isEqualTo(
            "[\"2026-11-20T10:00:00.500Z\",\"2026-11-20T10:00:00.000001Z\",\"90.5s\",\"-600s\","
                + "\"NaN\",\"-Infinity\",null,\"\uFFFD\"]");
  }

  @Test
  void doublesAreAsShortAsTheyCanBe() {
    assertThat(text(writer.writeValue(List.of(2e23, 100.0, 0.1, 1e-7, 2.0E-3))))
        .isEqualTo("[2.0E23,100.0,0.1,1.0E-7,0.002]");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
