package dev.nudge.engine.measure;

import static dev.nudge.engine.measure.Measuring.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.measure.Measuring.Draft;
import dev.nudge.engine.measure.Measuring.User;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarWindowTest {
  /** Friday 2026-11-20 in New York, which is five hours behind. */
  @ParameterizedTest
  @CsvSource({
    "day, , 2026-11-20T05:00:00Z, 2026-11-20T17:00:00.001Z",
    "yesterday, day, 2026-11-19T05:00:00Z, 2026-11-20T05:00:00Z",
    "yesterday, , 2026-11-19T05:00:00Z, 2026-11-20T17:00:00.001Z",
    "day - 2d, day - 1d, 2026-11-18T05:00:00Z, 2026-11-19T05:00:00Z",
    "week, , 2026-11-16T05:00:00Z, 2026-11-20T17:00:00.001Z",
    "week - 1w, week, 2026-11-09T05:00:00Z, 2026-11-16T05:00:00Z",
    "month, day, 2026-11-01T04:00:00Z, 2026-11-20T05:00:00Z",
    "month - 1mo, month, 2026-10-01T04:00:00Z, 2026-11-01T04:00:00Z",
    "month - 1 month, month + 14d, 2026-10-01T04:00:00Z, 2026-11-15T05:00:00Z"
  })
  void windowsFollowTheCalendarOfTheUser(
      String from, @Nullable String to, Instant first, Instant end) {
    Instant noon = Instant.parse("2026-11-20T17:00:00Z");
    for (Instant time : List.of(first.minusMillis(1), first, end.minusMillis(1), end)) {
      User user = new User(Draft.of(Aggregates.COUNT, calendar(from, to)).plan());
      user.frame.profile = new Profile(Properties.of(Map.of("timezone", "America/New_York")));
      user.on(Math.min(time.toEpochMilli(), noon.toEpochMilli()), 1L);
      assertThat(user.readAt(noon.toEpochMilli()))
          .as("an event of %s", time)
          .isEqualTo(!time.isBefore(first) && time.isBefore(end) || time.isAfter(noon) ? 1L : 0L);
    }
  }

  @Test
  void yesterdayIsFullTheNextDayAndEmptyTheDayAfter() {
    User user = new User(Draft.of(Aggregates.SUM, calendar("yesterday", "day")).plan());
    long day = Duration.ofDays(1).toMillis();
    user.on(START, 3L);
    user.on(START + 1, 4L);
    assertThat(user.read()).as("it is still today").isEqualTo(0.0);
    user.writeAndReadBack();
    assertThat(user.readAt(START + day)).isEqualTo(7.0);
    assertThat(user.state.emptyFrom(user.plan)).isGreaterThan(START + 2 * day);
    assertThat(user.readAt(START + 2 * day)).isEqualTo(0.0);
    assertThat(user.state.emptyFrom(user.plan))
        .as("who moves west may be in that day again")
        .isBetween(START + 3 * day, START + 6 * day);
  }

  @Test
  void aWindowOfTheCalendarLetsGoOfWhatIsPastInEveryZone() {
    for (List<String> window :
        List.of(
            List.of("day", "5"),
            List.of("yesterday", "6"),
            List.of("week", "11"),
            List.of("month", "35"),
            List.of("month - 2mo", "100"))) {
      User user = new User(Draft.of(Aggregates.FIRST, calendar(window.get(0), null)).plan());
      user.on(START, 1L);
      assertThat(user.state.emptyFrom(user.plan)).isGreaterThan(START + 1);
      long later = START + Duration.ofDays(Integer.parseInt(window.get(1))).toMillis();
      assertThat(user.state.emptyFrom(user.plan)).as("%s", window).isLessThan(later);
    }
  }

  @Test
  void whoLooksAtAMeasureThatIsLongOverLeavesNoMark() {
    User user = new User(Draft.of(Aggregates.COUNT, calendar("day", null)).plan());
    user.frame.zone = ZoneId.of("Asia/Tokyo");
    user.on(START, 1L);
    long later = START + Duration.ofDays(9).toMillis();
    assertThat(user.readAt(later)).isEqualTo(0L);
    assertThat(user.state.isNew()).isTrue();

    user.frame.zone = ZoneId.of("America/New_York"); // where it may be the day before
    user.on(later, 1L);

    assertThat(user.read()).isEqualTo(1L);
    assertThat(user.state.approximate()).as("nothing was lost").isFalse();
  }

  @Test
  void theDayIsThatOfTheSystemsZoneWhereTheProfileNamesNone() {
    long midnightInTokyo = Instant.parse("2026-11-20T15:00:00Z").toEpochMilli();
    User user = new User(Draft.of(Aggregates.COUNT, calendar("day", null)).plan());
    user.frame.zone = ZoneId.of("Asia/Tokyo");
    user.on(midnightInTokyo - 1, 1L);
    user.on(midnightInTokyo, 1L);
    assertThat(user.read()).isEqualTo(1L);
  }

  /** As a campaign writes it. */
  static Window calendar(String from, @Nullable String to) {
    String text =
        "id: x\nwhen: m > 1\nmeasures: {m: {aggregate: count, over: {from: %s%s}}}\n"
            .formatted(from, to == null ? "" : ", to: " + to);
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> read = CampaignReader.read("x.yaml", text, problems);
    assertThat(problems).isEmpty();
    return read.get(0).campaign().measures().get(0).window();
  }
}
