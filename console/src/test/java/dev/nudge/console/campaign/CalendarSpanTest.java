package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalendarSpanTest {
  private static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

  @Test
  void aCampaignRunsFromItsPublicationOnThroughNewVersions() {
    assertThat(spans(ALWAYS, live(1), live(3))).containsExactly(span("live", 1, 0));
  }

  @Test
  void aPauseIsAPartOfItsOwnAndAnEndIsTheEnd() {
    assertThat(
            spans(
                ALWAYS,
                live(1),
                version(CampaignState.PAUSED, 2),
                live(4),
                version(CampaignState.ENDED, 6)))
        .containsExactly(span("live", 1, 2), span("paused", 2, 4), span("live", 4, 6));
  }

  @Test
  void whatIsToBeginLaterWaitsUntilThen() {
    Validity later = new Validity(Optional.of(day(5)), Optional.of(day(9)));
    assertThat(spans(later, live(1))).containsExactly(span("scheduled", 1, 5), span("live", 5, 9));
    assertThat(spans(later, live(1), version(CampaignState.ENDED, 3)))
        .containsExactly(span("scheduled", 1, 3));
    assertThat(spans(later, live(1), version(CampaignState.ENDED, 7)))
        .containsExactly(span("scheduled", 1, 5), span("live", 5, 7));
  }

  @Test
  void aDocumentOfTheTopicSaysItsTimesItself() {
    Validity read =
        Validity.of(
            """
            id: spring
            from: 2026-03-01T00:00:00Z
            until: 2026-04-01T00:00:00Z
            pattern: {steps: [{name: look, event: view}]}
            """);
    assertThat(read.from()).contains(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(read.until()).contains(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(Validity.of("id: [")).isEqualTo(ALWAYS);
  }

  private static List<String> spans(Validity validity, CalendarVersion... versions) {
    return CalendarSpan.of(List.of(versions), version -> validity).stream()
        .map(
            span ->
                span.state().text()
                    + " "
                    + span.from()
                    + " "
                    + (span.until() == null ? "" : span.until().toString()))
        .toList();
  }

  private static String span(String state, int from, int until) {
    return state + " " + day(from) + " " + (until == 0 ? "" : day(until).toString());
  }

  private static CalendarVersion live(int day) {
    return version(CampaignState.LIVE, day);
  }

  private static CalendarVersion version(CampaignState state, int day) {
    return new CalendarVersion("spring", day, state, day(day));
  }

  private static Instant day(int day) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
  }
}
