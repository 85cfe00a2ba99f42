package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCalendarTest {
  private static final String OF_AGE =
      """
      id: of-age
      audience: profile.age >= 18
      measures:
        today: {aggregate: count, event: visit, over: {from: day}}
      pattern: {steps: [{name: v, event: visit}]}
      offer: {visits: "${today}"}
      """;

  /** Seattle is eight hours behind: 2026-11-21 begins there at 08:00 UTC. */
  @ParameterizedTest
  @CsvSource({
    "America/Los_Angeles, 2026-11-21T07:59:59Z, 0",
    "America/Los_Angeles, 2026-11-21T08:00:00Z, 1",
    "Asia/Tokyo, 2026-11-20T14:59:59Z, 0",
    "Asia/Tokyo, 2026-11-20T15:00:00Z, 1",
    "-0:30, 2026-11-21T00:29:59Z, 0",
    "-0:30, 2026-11-21T00:30:00Z, 1",
    "UTC, 2026-11-20T23:59:59Z, 0",
    "UTC, 2026-11-21T00:00:00Z, 1"
  })
  void somebodyIs18OnTheBirthdayWhereTheyLive(String zone, Instant visit, int triggers) {
    Map<String, Object> profile = Map.of("birth_date", "2008-11-21", "timezone", zone);
    assertThat(visit(profile, ZoneId.of("UTC"), visit)).hasSize(triggers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Eastern Standard Time", "PST", "america/new_york"})
  void aZoneThatIsNoneIsCountedAndTheSystemsOwnIsUsed(String named) {
    Map<String, Object> profile = Map.of("birth_date", "2008-11-21", "timezone", named);
    Instant afternoon = Instant.parse("2026-11-20T15:00:00Z");
    assertThat(visit(profile, ZoneId.of("Asia/Tokyo"), afternoon)).hasSize(1);
    assertThat(visit(profile, ZoneId.of("UTC"), afternoon)).isEmpty();
    Detector detector = new Detector(TestCampaigns.of(OF_AGE));
    for (int i = 0; i < 3; i++) {
      detector.onProfile(Properties.of(profile), OptionalLong.empty(), new UserState("u" + i));
    }
    detector.onProfile(
        Properties.of(Map.of("timezone", "Europe/Paris")), OptionalLong.of(5), new UserState("u"));
    assertThat(detector.unknownZones()).isEqualTo(Map.of(named, 3L));
  }

  @Test
  void ageAndDayGoByTheSameZone() {
    Map<String, Object> profile = Map.of("birth_date", "2008-11-21");
    Instant midnightInSeattle = Instant.parse("2026-11-21T08:00:00Z");
    assertThat(
            visit(
                profile,
                ZoneId.of("America/Los_Angeles"),
                midnightInSeattle.minusSeconds(1),
                midnightInSeattle))
        .singleElement()
        .satisfies(trigger -> assertThat(trigger.measures()).containsEntry("today", 1L));
  }

  private static List<Trigger> visit(Map<String, Object> profile, ZoneId zone, Instant... visits) {
    Detector detector = new Detector(TestCampaigns.of(OF_AGE).in(zone));
    UserState state = new UserState("u");
    detector.onProfile(Properties.of(profile), OptionalLong.empty(), state);
    List<Trigger> triggers = new ArrayList<>();
    for (Instant time : visits) {
      detector.onEvent(
          new Event("e" + time, "u", "visit", time.toEpochMilli(), Properties.EMPTY),
          state,
          Output.triggersTo(triggers::add));
    }
    return triggers;
  }
}
