package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the engine writes of runs is what the funnel needs. */
class TallyTest {
  private static final String CART =
      """
      id: cart
      pattern:
        steps:
          - {name: looked, event: view, times: {min: 2}}
          - {name: carted, event: cart}
          - {name: bought, event: purchase, absent: true}
        within: 10m
      """;
  private static final long MINUTE = 60_000;

  private final JsonMapper json = new JsonMapper();
  private final JsonWriter writer = new JsonWriter();
  private final Tally tally = new Tally();
  private final UserState state = new UserState("ann");
  private final Detector detector =
      new Detector(
          CampaignSet.compile(
                  List.of(
                      new CampaignSet.Published(
                          CampaignReader.read("cart.yaml", CART, new ArrayList<>())
                              .get(0)
                              .campaign(),
                          1,
                          Instant.EPOCH)))
              .campaigns());

  @Test
  void whoWaitsIsWhereTheLastEventLeftThem() {
    event("view", 0);
    assertThat(standing()).isEqualTo(Map.of("looked", 1));
    event("view", MINUTE);
    assertThat(standing().keySet()).containsExactly("looked");
    event("cart", 2 * MINUTE);
    assertThat(standing()).containsKey("carted");
    assertThat(moves("looked").entered).isEqualTo(1 + 1); // the second look begins a run of its own
    assertThat(moves("carted").entered).isEqualTo(moves("looked").advanced);
  }

  @Test
  void whoBoughtHasLeftAndNobodyWaits() {
    event("view", 0);
    event("view", 1);
    event("cart", 2);
    event("purchase", 3);
    assertThat(moves("carted").cancelled).isPositive();
    detector.onTime(60 * MINUTE, state, output());
    assertThat(standing()).isEmpty();
  }

  @Test
  void aMatchGoesOnFromItsLastStepAndTakesItsUserOutOfTheFunnel() {
    event("view", 0);
    event("view", 1);
    event("cart", 2);
    detector.onTime(60 * MINUTE, state, output());
    assertThat(moves("carted").advanced).isEqualTo(1);
    assertThat(tally.fired).hasSize(1);
    assertThat(standing()).isEmpty();
  }

  private Map<String, Integer> standing() {
    return tally.standing.get(new Tally.Whose("cart", "ann")).runs();
  }

  private Tally.Moves moves(String step) {
    return tally.moves.get(new Tally.Step("cart", step));
  }

  private void event(String type, long time) {
    detector.onEvent(new Event("e" + time, "ann", type, time, Properties.EMPTY), state, output());
  }

  private Output output() {
    return new Output() {
      @Override
      public void trigger(Trigger trigger) {
        tally.trigger(json.readTree(writer.write(trigger)), 0);
      }

      @Override
      public void transition(Transition transition) {
        tally.transition(json.readTree(writer.write(transition)), 0);
      }

      @Override
      public void rejected(Event event, String reason) {
        throw new AssertionError(reason);
      }
    };
  }
}
