package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A history in an array is the list of events that it stands for. */
class HistoryLawTest {
  @Property(tries = 300)
  void itHasTheEventsThatAListWouldHave(@ForAll long seed) {
    Random random = new Random(seed);
    Deque<Event> expected = new ArrayDeque<>();
    History history = new History();
    long time = 0;
    int count = random.nextInt(10) == 0 ? 2 * History.MOST : 40;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(1_000) - 100;
      long oldest = random.nextInt(5) == 0 ? time - random.nextInt(5_000) : Long.MIN_VALUE;
      Event event = event(random, i, time);
      history.add(event, oldest);
      while (!expected.isEmpty()
          && (expected.element().time() < oldest || expected.size() == History.MOST)) {
        expected.remove();
      }
      expected.add(event);
      if (random.nextInt(20) == 0) {
        history = read(history);
      }
      if (random.nextInt(40) == 0) {
        history.clear();
        expected.clear();
      }
      assertThat(history.isEmpty()).isEqualTo(expected.isEmpty());
      if (random.nextInt(10) == 0) {
        assertThat(history.events()).containsExactlyElementsOf(expected);
      }
    }
    assertThat(history.events()).containsExactlyElementsOf(expected);
    assertThat(read(history).events()).containsExactlyElementsOf(expected);
  }

  @Property(tries = 20)
  void itNeverHasMoreThanItsBytesAndNeverLetsGoOfMoreThanItMust(@ForAll long seed) {
    Random random = new Random(seed);
    Deque<Event> expected = new ArrayDeque<>();
    History history = new History();
    for (int i = 0; i < 30; i++) {
      String text = "x".repeat(random.nextInt(History.BYTES / 5));
      Event event = new Event("e" + i, "u", "view", i, Properties.of(Map.of("text", text)));
      history.add(event, Long.MIN_VALUE);
      expected.add(event);
      while (letters(expected) > History.BYTES) {
        expected.remove();
      }
      List<Event> kept = history.events();
      assertThat(letters(kept)).isLessThan(History.BYTES);
      assertThat(kept.size()).isBetween(expected.size() - 1, expected.size()); // ids and lengths
    }
  }

  private static long letters(Iterable<Event> events) {
    long letters = 0;
    for (Event event : events) {
      letters += ((String) event.properties().get(0)).length();
    }
    return letters;
  }

  private static History read(History history) {
    StateWriter out = new StateWriter();
    history.write(out);
    StateReader in = new StateReader(out.toBytes());
    History read = new History();
    read.read(in, "u", true);
    assertThat(in.atEnd()).isTrue();
    StateWriter again = new StateWriter();
    read.write(again);
    assertThat(again.toBytes()).isEqualTo(out.toBytes());
    return read;
  }

  private static Event event(Random random, int number, long time) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : List.of("p", "q", "r")) {
      if (random.nextInt(4) > 0) {
        values.put(name, value(random));
      }
    }
    return new Event(
        "e" + number, "u", random.nextBoolean() ? "view" : "käufe", time, Properties.of(values));
  }

  private static Object value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> (long) random.nextInt();
      case 1 -> random.nextDouble();
      case 2 -> random.nextBoolean();
      case 3 -> List.of("same", "same", Map.of("k", "same"));
      case 4 -> Instant.ofEpochMilli(random.nextInt());
      case 5 -> Duration.ofMillis(random.nextInt());
      case 6 -> "é".repeat(random.nextInt(100));
      default -> "p" + random.nextInt(10);
    };
  }
}
