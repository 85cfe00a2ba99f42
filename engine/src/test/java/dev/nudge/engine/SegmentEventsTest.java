package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SegmentEventsTest {
  private static final long TEN = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final String WELCOME =
      """
      id: welcome
      audience: segment('best')
      pattern:
        steps:
          - {name: entered, event: segment.entered, where: event.segment == 'best'}
      """;
  private static final String BUYS =
      """
      id: buys
      audience: segment('best')
      pattern:
        steps:
          - {name: bought, event: purchase}
      """;

  private final List<Trigger> triggers = new ArrayList<>();
  private final Output output = Output.triggersTo(triggers::add);

  private static Detector detector(String text) {
    List<Problem> problems = new ArrayList<>();
    CampaignSet.Compiled compiled =
        CampaignSet.compile(
            List.of(
                new CampaignSet.Published(
                    CampaignReader.read("c.yaml", text, problems).get(0).campaign(),
                    1,
                    Instant.EPOCH)));
    problems.addAll(compiled.problems());
    assertThat(problems).isEmpty();
    return new Detector(compiled.campaigns());
  }

  private static Event event(String id, String type, long time, Map<String, ?> properties) {
    return new Event(id, "u1", type, time, Properties.of(properties));
  }

  @Test
  void whoEntersIsInTheSegmentAtThatEventWhateverTheProfileSaysYet() {
    Detector detector = detector(WELCOME);
    UserState state = new UserState("u1");
    Event entered =
        event(
            "e1",
            SegmentEvents.ENTERED,
            TEN,
            Map.of("segment", "best", "segments", List.of("best")));
    detector.onEvent(entered, state, output);
    detector.onEvent(entered, state, output);
    assertThat(triggers).hasSize(1);
  }

  @Test
  void theListOfTheLatestEventHoldsUntilAnotherIsKnown() {
    Detector detector = detector(BUYS);
    UserState state = new UserState("u1");
    detector.onEvent(event("e1", "purchase", TEN, Map.of()), state, output);
    assertThat(triggers).isEmpty();
    detector.onEvent(
        event("e2", SegmentEvents.ENTERED, TEN, Map.of("segments", List.of("best"))),
        state,
        output);
    detector.onEvent(event("e3", "purchase", TEN + 1, Map.of()), state, output);
    assertThat(triggers).hasSize(1);
    detector.onEvent(
        event("e4", SegmentEvents.LEFT, TEN + 2, Map.of("segments", List.of())), state, output);
    detector.onEvent(event("e5", "purchase", TEN + 3, Map.of()), state, output);
    assertThat(triggers).hasSize(1);
    detector.onProfile(
        Properties.of(Map.of("segments", List.of("best"))), OptionalLong.empty(), state);
    detector.onEvent(event("e6", "purchase", TEN + 4, Map.of()), state, output);
    assertThat(triggers).hasSize(2);
  }
}
