package dev.nudge.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Events on their way, and what is numbered in a state. */
class PassingEventTest {
  @Property
  void anEventArrivesAsItWasSent(@ForAll long seed, @ForAll String id, @ForAll String user) {
    Random random = new Random(seed);
    StateWriter out = StateWriter.reused();
    List<Event> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sent.add(new Event(id, user, "type" + i % 2, random.nextLong() >> 20, properties(random)));
      out.passing(sent.get(i));
    }
    StateReader in = new StateReader(out.toBytes());

    for (Event event : sent) {
      assertThat(in.passing()).isEqualTo(event);
    }
    assertThat(in.atEnd()).isTrue();
  }

  @Property
  void aWriterUsedAgainWritesWhatANewOneWrites(@ForAll long seed) {
    Random random = new Random(seed);
    Event event = new Event("e", "u\uD83D\uDE00", "t", 7, properties(random));
    Event twin = new Event("e", "u", "t", 7, properties(random));
    StateWriter again = StateWriter.reused();
    StateWriter fresh = new StateWriter();
    for (StateWriter out : List.of(again, fresh)) {
      for (int i = random.nextInt(90); i > 0; i--) {
        out.string("one of many " + i);
      }
      random.setSeed(seed);
    }
    again = StateWriter.reused();
    fresh = new StateWriter();
    for (StateWriter out : List.of(again, fresh)) {
      out.event(event);
      out.event(twin);
      out.event(event);
      for (int i = 0; i < 90; i++) {
        out.string("one of many " + i % 70);
      }
    }

    assertThat(again.toBytes()).isEqualTo(fresh.toBytes());
    StateReader in = new StateReader(again.toBytes());
    assertThat(List.of(in.event(), in.event(), in.event())).containsExactly(event, twin, event);
    for (int i = 0; i < 90; i++) {
      assertThat(in.string()).isEqualTo("one of many " + i % 70);
    }
  }

  @Test
  void bytesThatEndEarlyAreRefused() {
    StateWriter out = StateWriter.reused();
    out.passing(new Event("e", "u", "t", 1, Properties.of(Map.of("price", 2.5))));
    byte[] whole = out.toBytes();

    for (int length = 0; length < whole.length; length++) {
      StateReader in = new StateReader(Arrays.copyOf(whole, length));
      assertThatThrownBy(in::passing).isInstanceOf(CorruptStateException.class);
    }
  }

  private static Properties properties(Random random) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      values.put("name" + random.nextInt(20), value(random));
    }
    return Properties.of(values);
  }

  private static Object value(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextDouble();
      case 2 -> UnsignedLong.fromLongBits(random.nextLong());
      case 3 -> random.nextBoolean();
      case 4 -> Null.NULL;
      case 5 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 6 -> Duration.ofMillis(random.nextInt());
      case 7 -> List.of("a", 1L, List.of(true));
      case 8 -> Map.of("k", "v\u00E9\u2026\uD83D\uDE00");
      default -> "text ".repeat(random.nextInt(20)) + "\u00E9".repeat(random.nextInt(2));
    };
  }
}
