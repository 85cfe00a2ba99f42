package dev.nudge.job.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Matched;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.rejected.RejectedRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

/** Whatever comes, no record is larger than the bound; and only what has to give way does. */
class SizeGateLawsTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "\"",
          "\\",
          "\u0000",
          "\n",
          "\u007F",
          "\u0085",
          "\u2028",
          "\u202E",
          "ü",
          "語",
          "😀",
          "\uD800",
          "\uFFFD",
          "</script>");

  /** A topic that takes so much takes every record, once it is cut. */
  private static final int LEAST = 16 << 10;

  private static final String[] ALWAYS = {"id", "campaign", "version", "user", "time", "cause"};

  private final JsonWriter json = new JsonWriter();

  @Property(tries = 150)
  void noRecordIsLargerThanItsTopicTakes(@ForAll long seed) {
    Random random = new Random(seed);
    int bound = LEAST + random.nextInt(60_000);
    SizeGate gate = gate(bound);
    Outgoing outgoing = outgoing(random);

    Outgoing passed = gate.fits(outgoing) ? outgoing : gate.cut(outgoing).orElseThrow();

    byte[] key = passed.key().getBytes(StandardCharsets.UTF_8);
    for (CompressionType type : CompressionType.values()) {
      int batch =
          MemoryRecords.withRecords(Compression.of(type).build(), record(key, passed))
              .sizeInBytes();
      assertThat(batch).as(type.name).isLessThanOrEqualTo(bound);
    }
  }

  private static SimpleRecord record(byte[] key, Outgoing passed) {
    byte[] shaped = passed.shaped();
    return shaped == null
        ? new SimpleRecord(0, key, passed.value())
        : new SimpleRecord(
            0, key, shaped, new Header[] {new RecordHeader(Trigger.HEADER, passed.value())});
  }

  @Property(tries = 150)
  void whatWasCutIsMarkedAndTheRestIsAsItWas(@ForAll long seed) {
    Random random = new Random(seed);
    SizeGate gate = gate(LEAST + random.nextInt(30_000));
    Outgoing outgoing = outgoing(random);
    if (gate.fits(outgoing)) {
      return;
    }

    Outgoing cut = gate.cut(outgoing).orElseThrow();

    Map<String, Object> before = Tree.read(outgoing.value());
    Map<String, Object> after = Tree.read(cut.value());
    List<?> marked = (List<?>) after.getOrDefault("cut", List.of());
    before.forEach(
        (name, value) -> {
          if (!marked.contains(name)) {
            assertThat(after).as("not marked: %s", marked).containsEntry(name, value);
          }
        });
    if (!marked.contains("value")) {
      assertThat(cut.shaped()).isEqualTo(outgoing.shaped());
    } else {
      assertThat(after).as("the value is cut last").doesNotContainKey("offer");
    }
    if (marked.isEmpty()) {
      assertThat(cut.key()).isNotEqualTo(outgoing.key());
    }
    if (outgoing.kind() == Outgoing.Kind.TRIGGER) {
      assertThat(after).containsKeys(ALWAYS);
    }
  }

  private static SizeGate gate(int bound) {
    return new SizeGate(new Bounds(1 << 20, new TreeMap<>(Map.of("t", bound))));
  }

  private Outgoing outgoing(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> trigger(random);
      case 1 -> transition(random);
      case 2 -> rejected(random);
      default -> status(random);
    };
  }

  private Outgoing trigger(Random random) {
    String user = text(random, 900);
    Map<String, Matched> matched = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<Event> events = new ArrayList<>();
      for (int e = 1 + random.nextInt(20); e > 0; e--) {
        events.add(event(random));
      }
      matched.put(
          "s" + i,
          random.nextBoolean() ? new Matched.Events(events) : new Matched.Counted(3, 1, 2));
    }
    Trigger trigger =
        new Trigger(
            "0123456789abcdef",
            "c",
            3,
            user,
            0,
            0,
            Trigger.Cause.MATCH,
            Optional.of(Map.of("text", text(random, 20_000), "list", texts(random))),
            Optional.empty(),
            matched,
            Map.of("spend", 1.5, "words", texts(random)),
            random.nextBoolean(),
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Set.of("price", "name"),
            true);
    Map<String, Object> other = Map.of("say", text(random, 20_000), "all", texts(random), "n", 7L);
    byte[] shaped = random.nextBoolean() ? json.writeValue(other) : null;
    return new Outgoing(
        Outgoing.Kind.TRIGGER, "t", user, json.write(trigger), trigger.reads(), shaped);
  }

  private Outgoing transition(Random random) {
    Map<String, Integer> open = new TreeMap<>();
    for (int i = random.nextInt(2_000); i > 0; i--) {
      open.put("step" + i, i);
    }
    String user = text(random, 900);
    Transition transition =
        new Transition(
            "c",
            1,
            user,
            0,
            Transition.Kind.ADVANCED,
            text(random, 3_000),
            Optional.of(text(random, 3_000)),
            Optional.of(event(random)),
            Optional.of(text(random, 40_000)),
            open);
    return new Outgoing(Outgoing.Kind.TRANSITION, "t", user, json.write(transition));
  }

  private static Outgoing rejected(Random random) {
    byte[] raw = new byte[random.nextInt(50_000)];
    if (random.nextBoolean()) {
      random.nextBytes(raw);
    } else {
      raw = text(random, 40_000).getBytes(StandardCharsets.UTF_8);
    }
    return new RejectedRecords("t")
        .of(
            text(random, 5_000),
            text(random, 30_000),
            new Rejection("bad", text(random, 300)),
            random.nextBoolean() ? List.of() : texts(random),
            raw);
  }

  private Outgoing status(Random random) {
    String key = text(random, 20_000);
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("campaign", key);
    status.put("version", 1L);
    status.put("state", "refused");
    status.put("offset", 17L);
    status.put("problems", texts(random));
    status.put("name", text(random, 30_000));
    return new Outgoing(Outgoing.Kind.STATUS, "t", key, json.writeValue(status));
  }

  private static Event event(Random random) {
    return new Event(
        text(random, 2_000),
        "u",
        "view",
        random.nextInt(),
        Properties.of(
            Map.of("price", 2.5, "name", text(random, 3_000), "other", text(random, 3_000))));
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(1_000); i > 0; i--) {
      texts.add(text(random, 60));
    }
    return texts;
  }

  private static String text(Random random, int most) {
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    int length = random.nextInt(4) == 0 ? most : random.nextInt(most) / 10;
    return piece.repeat(Math.max(1, length / piece.getBytes(StandardCharsets.UTF_8).length));
  }
}
