package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
  @ParameterizedTest
  @CsvSource({"30s, 30", "10m, 600", "12h, 43200", "7d, 604800", "1h30m, 5400", "1d1s, 86401"})
  void durationsAreCountsOfUnits(String text, long seconds) {
    assertThat(Notation.duration(text)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "m",
        "10 m",
        "-1m",
        "0s",
        "0d0h",
        "1.5h",
        "30m1h",
        "1w",
        "500ms1s",
        "P1D",
        "1M",
        "36526d",
        "9999999999s",
        " 1m"
      })
  void anythingElseIsNoDuration(String text) {
    assertThat(Notation.duration(text)).isEmpty();
  }

  @Property
  void whatIsWrittenReadsBack(@ForAll @LongRange(min = 1, max = 36_525L * 86_400_000) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(Notation.duration(Notation.write(duration))).contains(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-11-01T09:30+01:00, 2026-11-01T08:30:00Z",
    "2026-11-01T00:00:00.123Z, 2026-11-01T00:00:00.123Z"
  })
  void timesHaveAZone(String text, Instant time) {
    assertThat(Notation.timestamp(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-01",
        "2026-11-01T00:00:00",
        "2026-13-01T00:00:00Z",
        "now",
        "1793491200",
        "+12026-11-01T00:00:00Z",
        "2026-11-01 00:00:00Z"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(Notation.timestamp(text)).isEmpty();
  }
}
