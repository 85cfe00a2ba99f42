package dev.nudge.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
  @ParameterizedTest
  @CsvSource({
    "-0:30, -1800",
    "-00:30, -1800",
    "+0:30, 1800",
    "0:30, 1800",
    "2:00, 7200",
    "-9:30, -34200",
    "+05:45, 20700",
    "+0545, 20700",
    "+2, 7200",
    "-02, -7200",
    "Z, 0",
    "UTC-3, -10800",
    "GMT+01:00, 3600",
    "Asia/Kolkata, 19800"
  })
  void anOffsetIsReadInEverySpelling(String name, int seconds) {
    ZoneId zone = TimeZones.of(name).orElseThrow();
    assertThat(zone.getRules().getOffset(Instant.EPOCH.plusSeconds(1_800_000_000L)))
        .isEqualTo(ZoneOffset.ofTotalSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PST",
        "Eastern Standard Time",
        "america/new_york",
        "19:00",
        "-18:30",
        "1:60",
        "1:5",
        "+-1:00",
        "1:-30",
        "--1:00"
      })
  void whatIsNoZoneIsNone(String name) {
    assertThat(TimeZones.of(name)).isEmpty();
  }

  /** The sign stands before the hours, and counts for the minutes too. */
  @Property
  void aSignTurnsTheWholeOffsetAround(
      @ForAll @IntRange(max = 17) int hours, @ForAll @IntRange(max = 59) int minutes) {
    String text = "%d:%02d".formatted(hours, minutes);
    int seconds = (hours * 60 + minutes) * 60;
    assertThat(TimeZones.of(text)).contains(ZoneOffset.ofTotalSeconds(seconds));
    assertThat(TimeZones.of("+" + text)).contains(ZoneOffset.ofTotalSeconds(seconds));
    assertThat(TimeZones.of("-" + text)).contains(ZoneOffset.ofTotalSeconds(-seconds));
  }
}
