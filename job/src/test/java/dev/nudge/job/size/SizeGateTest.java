package dev.nudge.job.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Matched;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.rejected.RejectedRecords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SizeGateTest {
  private static final int BOUND = 10_000;

  private final SizeGate gate =
      new SizeGate(new Bounds(1 << 20, new TreeMap<>(Map.of("t", BOUND))));

  @Test
  void whatFitsPassesAsItIs() {
    assertThat(gate.fits(rejected("x".repeat(9_000).getBytes(StandardCharsets.UTF_8)))).isTrue();
    assertThat(gate.fits(rejected("x".repeat(10_000).getBytes(StandardCharsets.UTF_8)))).isFalse();
  }

  @Test
  void rejectedBytesThatAreNoTextAreBase64OfAsMuchAsFits() {
    byte[] raw = new byte[20_000];
    Arrays.fill(raw, (byte) 0xFF);

    Map<String, Object> cut = cut(rejected(raw));

    byte[] told = Base64.getDecoder().decode((String) cut.get("raw"));
    assertThat(told).hasSizeBetween(6_500, 7_500).containsOnly(0xFF);
    assertThat(cut)
        .containsEntry("encoding", "base64")
        .containsEntry("bytes", 20_000L)
        .containsEntry("cut", List.of("raw"))
        .containsEntry("reason", "not JSON");
  }

  @Test
  void rejectedTextIsCutBetweenCharacters() {
    Map<String, Object> cut = cut(rejected("😀".repeat(5_000).getBytes(StandardCharsets.UTF_8)));

    assertThat((String) cut.get("raw")).matches("(😀)+").hasSizeGreaterThan(4_000);
    assertThat(cut).doesNotContainKey("encoding").containsEntry("bytes", 20_000L);
  }

  @Test
  void theKeyCountsAndIsCutFirst() {
    Outgoing outgoing =
        new RejectedRecords("t").of("s", "k".repeat(50_000), new Rejection("no user", ""), "{}");

    Outgoing cut = gate.cut(outgoing).orElseThrow();

    assertThat(cut.key()).isEqualTo("k".repeat(1024));
    assertThat(Tree.read(cut.value())).containsEntry("raw", "{}").doesNotContainKey("cut");
  }

  @Test
  void manyProblemsBecomeFewAndACountOfTheOthers() {
    List<String> problems =
        Stream.iterate(1, i -> i + 1).limit(5_000).map(i -> "line " + i).toList();
    Outgoing status =
        new Outgoing(
            Outgoing.Kind.STATUS,
            "t",
            "c",
            new JsonWriter().writeValue(Map.of("campaign", "c", "problems", problems)));

    List<?> told = (List<?>) cut(status).get("problems");

    assertThat(told).hasSize(101);
    assertThat(told.get(0)).isEqualTo("line 1");
    assertThat(told.get(100)).isEqualTo("and 4900 more");
  }

  @Test
  void matchedEventsKeepWhatTheCampaignReads() {
    Map<String, Object> cut = cut(trigger(3, "x".repeat(4_000), "shoes"));

    assertThat(cut).containsEntry("cut", List.of("matched"));
    assertThat(cut.get("matched").toString())
        .isEqualTo(
            "{views=["
                + "{id=e1, type=view, time=1970-01-01T00:00:00.001Z, category=shoes}, "
                + "{id=e2, type=view, time=1970-01-01T00:00:00.002Z, category=shoes}, "
                + "{id=e3, type=view, time=1970-01-01T00:00:00.003Z, category=shoes}]}");
  }

  @Test
  void matchedEventsThatAreTooManyBecomeACount() {
    Map<String, Object> cut = cut(trigger(500, "", "shoes"));

    assertThat(cut).containsEntry("cut", List.of("matched")).containsKey("offer");
    assertThat(cut.get("matched").toString())
        .isEqualTo(
            "{views={count=500, first=1970-01-01T00:00:00.001Z, last=1970-01-01T00:00:00.500Z}}");
  }

  @Test
  void aRecordThatNoRuleMakesSmallEnoughIsNotPassed() {
    SizeGate tiny = new SizeGate(new Bounds(1 << 20, new TreeMap<>(Map.of("t", 150))));

    assertThat(tiny.cut(trigger(1, "", "shoes"))).isEmpty();
  }

  private Map<String, Object> cut(Outgoing outgoing) {
    assertThat(gate.fits(outgoing)).isFalse();
    Outgoing cut = gate.cut(outgoing).orElseThrow();
    assertThat(gate.fits(cut)).isTrue();
    return Tree.read(cut.value());
  }

  private static Outgoing rejected(byte[] raw) {
    return new RejectedRecords("t").of("nudge.events-0@7", "u", new Rejection("not JSON", ""), raw);
  }

  private static Outgoing trigger(int events, String other, String category) {
    List<Event> views =
        Stream.iterate(1, i -> i + 1)
            .limit(events)
            .map(
                i ->
                    new Event(
                        "e" + i,
                        "u",
                        "view",
                        i,
                        Properties.of(Map.of("category", category, "other", other))))
            .toList();
    Trigger trigger =
        new Trigger(
            "t1",
            "c",
            1,
            "u",
            0,
            0,
            Trigger.Cause.MATCH,
            Optional.of(Map.of("text", "hi")),
            Optional.empty(),
            Map.of("views", new Matched.Events(views)),
            Map.of(),
            false,
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Set.of("category"),
            true);
    return new Outgoing(
        Outgoing.Kind.TRIGGER, "t", "u", new JsonWriter().write(trigger), trigger.reads(), null);
  }
}
