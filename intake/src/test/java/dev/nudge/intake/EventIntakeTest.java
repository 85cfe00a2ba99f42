package dev.nudge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Mapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
  private static final long WRITTEN = 1_700_000_000_000L;
  private static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

  private static final String FIELDS = "\"id\":\"e1\",\"user\":\"ann\",\"type\":\"visit\"}";

  private static Enricher enricher;

  @BeforeAll
  static void open() throws Exception {
    enricher = Enricher.open("agent", "ip", "");
  }

  @Test
  void theKindOfDeviceFollowsFromTheUserAgent() {
    assertThat(device("\"agent\":\"" + PHONE + "\"")).isEqualTo("Phone");
  }

  @Test
  void whatAnEventSaysItselfStays() {
    assertThat(device("\"device\":\"mine\",\"agent\":\"" + PHONE + "\"")).isEqualTo("mine");
    assertThat(device("\"agent\":7")).isNull();
    assertThat(device("\"price\":7")).isNull();
  }

  @Test
  void nothingIsAddedWhereNothingIsAskedFor() throws Exception {
    Event event =
        accepted(
            read("{\"agent\":\"" + PHONE + "\"," + FIELDS, WRITTEN, Enricher.open("", "", "")));
    assertThat(event.properties().get("device")).isNull();
  }

  @Test
  void anEventIsNotLongAheadOfWhenItWasWritten() {
    long day = Duration.ofDays(1).toMillis();
    assertThat(read("{\"time\":" + (WRITTEN + day) + "," + FIELDS, WRITTEN, enricher))
        .isInstanceOf(Parsed.Accepted.class);
    assertThat(read("{\"time\":" + (WRITTEN + day + 1) + "," + FIELDS, WRITTEN, enricher))
        .isInstanceOfSatisfying(
            Parsed.Rejected.class,
            rejected -> assertThat(rejected.rejection().reason()).isEqualTo("ahead of its time"));
    assertThat(read("{\"time\":" + (WRITTEN + day + 1) + "," + FIELDS, IsoTime.NONE, enricher))
        .isInstanceOf(Parsed.Accepted.class);
  }

  private static Object device(String property) {
    return accepted(read("{" + property + "," + FIELDS, WRITTEN, enricher))
        .properties()
        .get("device");
  }

  private static Event accepted(Parsed<Event> parsed) {
    return ((Parsed.Accepted<Event>) parsed).value();
  }

  /** Both ways of reading say the same. */
  private static Parsed<Event> read(String json, long written, Enricher adding) {
    EventIntake intake = new EventIntake(Mapping.canonical(), Duration.ofDays(1), adding);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    List<Parsed<Event>> all = new ArrayList<>();
    intake.readAll(bytes, 0, bytes.length, written, all::add);
    assertThat(all).containsExactly(intake.read(bytes, 0, bytes.length, written));
    return all.get(0);
  }
}
