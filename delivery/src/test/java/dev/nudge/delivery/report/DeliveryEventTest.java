package dev.nudge.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.delivery.report.DeliveryEvent.Origin;
import dev.nudge.delivery.report.DeliveryEvent.Type;
import dev.nudge.delivery.track.TrackedLink;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryEventTest {
  private static final Origin ORIGIN = new Origin("t1", "cart", "twenty", "letters", "u1");

  @Test
  void aCampaignFiresWhenSomebodyFollowsALinkOfAnOther() {
    List<Trigger> fired =
        run(
            """
            id: thanks
            status: live
            pattern:
              steps:
                - {name: click, event: clicked, where: event.campaign == 'cart'}
            offer: {text: "You came by ${click.link} (${click.variant})"}
            """,
            new TrackedLink(ORIGIN, "https://shop.example/").event(1_000));

    assertThat(fired)
        .singleElement()
        .satisfies(
            trigger ->
                assertThat(trigger.offer().toString())
                    .contains("You came by https://shop.example/ (twenty)"));
  }

  @Test
  void aCampaignFiresWhenAMailIsNotOpenedWithinADay() {
    String campaign =
        """
        id: reminder
        status: live
        pattern:
          steps:
            - {name: sent, event: delivered, where: event.channel == 'letters'}
            - {name: seen, event: [opened, clicked], absent: true}
          within: 1d
        offer: {text: Again}
        """;
    DeliveryEvent delivered = new DeliveryEvent(Type.DELIVERED, ORIGIN, 1_000, "", Map.of());
    DeliveryEvent opened = new DeliveryEvent(Type.OPENED, ORIGIN, 2_000, "", Map.of());

    assertThat(run(campaign, delivered)).hasSize(1);
    assertThat(run(campaign, delivered, opened)).isEmpty();
  }

  /** The triggers of one user to whom this happens, and nothing in the two days behind it. */
  private static List<Trigger> run(String yaml, DeliveryEvent... events) {
    List<Problem> problems = new ArrayList<>();
    var campaign = CampaignReader.read("campaign.yaml", yaml, problems).get(0).campaign();
    var compiled =
        CampaignSet.compile(List.of(new CampaignSet.Published(campaign, 1, Instant.EPOCH)));
    problems.addAll(compiled.problems());
    assertThat(problems).isEmpty();
    List<Trigger> triggers = new ArrayList<>();
    Output output = Output.triggersTo(triggers::add);
    Detector detector = new Detector(compiled.campaigns());
    UserState state = new UserState("u1");
    EventReader reader = new EventReader();
    for (DeliveryEvent event : events) {
      byte[] json = event.toJson();
      assertThat(reader.read(json, 0, json.length, 0))
          .isInstanceOfSatisfying(
              Parsed.Accepted.class,
              accepted -> detector.onEvent((Event) accepted.value(), state, output));
    }
    detector.onTime(Duration.ofDays(2).toMillis(), state, output);
    return triggers;
  }
}
