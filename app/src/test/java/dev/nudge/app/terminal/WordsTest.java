package dev.nudge.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How times and shares are said and read. */
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00Z, now",
    "2026-11-20T09:59:59Z, 1 s ago",
    "2026-11-20T09:59:00Z, 1 min ago",
    "2026-11-20T09:00:01Z, 59 min ago",
    "2026-11-20T08:00:00Z, 2 h ago",
    "2026-11-19T09:00:00Z, 1 day ago",
    "2026-11-14T10:00:00Z, 6 days ago",
    "2026-11-13T10:00:00Z, 2026-11-13",
    "2026-11-20T10:00:30Z, in 30 s",
    "2027-01-01T00:00:00Z, 2027-01-01",
  })
  void aTimeIsSaidAsPeopleSayIt(Instant time, String said) {
    long now = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    assertThat(Ago.of(time.toEpochMilli(), now)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"1%, 0.01", "0.5%, 0.005", "0.01, 0.01", "0, 0", "100%, 1", "1, 1"})
  void aShareIsReadWithAndWithoutPercent(String text, double value) {
    assertThat(Share.read(text)).contains(new Share(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "101%", "-1%", "2", "NaN", "some"})
  void whatIsNoShareIsNone(String text) {
    assertThat(Share.read(text)).isEmpty();
  }
}
