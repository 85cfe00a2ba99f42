package dev.nudge.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @Property
  void writesWhatJavaTimeReadsAndReadsWhatItWrote(
      @ForAll @LongRange(min = IsoTime.MIN, max = IsoTime.MAX) long millis) {
    String text = IsoTime.format(millis);
    assertThat(Instant.parse(text).toEpochMilli()).isEqualTo(millis);
    assertThat(IsoTime.parse(text)).isEqualTo(millis);
  }

  @Property
  void readsWhatJavaTimeWrites(
      @ForAll @LongRange(min = IsoTime.MIN, max = IsoTime.MAX) long millis) {
    assertThat(IsoTime.parse(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
  }

  @Test
  void millisecondsAreWrittenOnlyWhereTheyAreNotZero() {
    assertThat(IsoTime.format(1_511_848_894_000L)).isEqualTo("2017-11-28T06:01:34Z");
    assertThat(IsoTime.format(1_511_848_894_050L)).isEqualTo("2017-11-28T06:01:34.050Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z",
    "2026-11-20t10:00:00z, 2026-11-20T10:00:00Z",
    "2026-11-20T10:00:00.25Z, 2026-11-20T10:00:00.250Z",
    "2026-11-20T10:00:00.123999Z, 2026-11-20T10:00:00.123Z",
    "2026-11-20T12:00:00+02:00, 2026-11-20T10:00:00Z",
    "2026-11-20T12:00:00+0200, 2026-11-20T10:00:00Z",
    "2026-11-20T12:00:00+02, 2026-11-20T10:00:00Z",
    "2026-11-20T12:00+02:00[Europe/Athens], 2026-11-20T10:00:00Z",
    "2026-11-20T10:00:00, 2026-11-20T10:00:00Z",
    "2026-11-20 10:00:00, 2026-11-20T10:00:00Z",
    "2026-11-20 10:00, 2026-11-20T10:00:00Z",
    "2026-11-20, 2026-11-20T00:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
  })
  void otherSpellingsOfIsoAreRead(String text, String canonical) {
    assertThat(IsoTime.format(IsoTime.parse(text))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-20T10:00:00Z",
        "2026-02-29T10:00:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T10:00:60Z",
        "2026-11-20T10:00:00Zx",
        "2026-11-2/T10:00:00Z",
        "20261120",
        "0000-01-01T00:00:00Z",
        "+12026-11-20T10:00:00Z"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(IsoTime.parse(text)).isEqualTo(IsoTime.NONE);
  }

  @Test
  void aTextWithoutZoneIsReadInTheGivenOne() {
    assertThat(IsoTime.format(IsoTime.parse("2026-07-20T12:00:00", ZoneId.of("Europe/Paris"))))
        .isEqualTo("2026-07-20T10:00:00Z");
  }
}
