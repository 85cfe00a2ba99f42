package dev.nudge.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A line is an event that can be written and read again, or is rejected for a reason. */
final class EventFuzzTest {
  private static final long ARRIVAL = 1_795_168_800_000L;
  private static final EventReader READER = new EventReader();

  static Stream<byte[]> seeds() {
    return Stream.concat(
            Seeds.lines("examples/retention/events.jsonl", "dynamic-cep/events.jsonl"),
            Stream.of(
                "{\"id\":\"e1\",\"user\":\"u1\",\"type\":\"cart\",\"time\":\"2026-11-20T10:00:00Z\",\"price\":251.7}",
                "{\"user\":7,\"type\":\"a\",\"time\":-1,\"l\":[1,[null,true],{\"a\":-0.0}],\"s\":\"\\ud83d\\ude00\"}",
                "{\"user\":\"u\",\"type\":\"t\",\"n\":9223372036854775808,\"m\":1e308,\"z\":5e-324}",
                "{\"user\":\"u\",\"type\":\"t\",\"time\":\"0001-01-01T00:00:00.001+14:00\"}"))
        .map(Seeds::bytes);
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"user\":",
    "\"type\":",
    "\"time\":",
    "\"id\":",
    "\\u0000",
    "\\ud800",
    "1e400"
  })
  @FuzzTest
  void anEventIsReadAsItIsWritten(byte[] line) {
    Parsed<Event> read = READER.read(line, 0, line.length, ARRIVAL);
    if (read instanceof Parsed.Accepted<Event> accepted) {
      Laws.holdsThroughJson(accepted.value());
    } else if (read instanceof Parsed.Rejected<Event> rejected) {
      Laws.saysWhy(rejected.rejection());
    }
  }
}
