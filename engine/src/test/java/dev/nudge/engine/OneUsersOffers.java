package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user in November 2026, whose state is written and read after each event, and what they got and
 * did not get: {@code 01 10:00:00 campaign}, {@code 01 10:00:00 campaign: reason}.
 */
final class OneUsersOffers {
  private static final String STEPS = "pattern: {steps: [{name: a, event: %s}]}\n";

  final List<String> told = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final List<Trigger> triggers = new ArrayList<>();
  UserState state = new UserState("u");
  int events;

  private final Output output =
      new Output() {
        @Override
        public void trigger(Trigger trigger) {
          triggers.add(trigger);
          told.add(clock(trigger.time()) + " " + trigger.campaign());
        }

        @Override
        public void withheld(Withheld withheld) {
          told.add(
              clock(withheld.trigger().time())
                  + " "
                  + withheld.trigger().campaign()
                  + ": "
                  + withheld.reason().text()
                  + (withheld.detail().isEmpty() ? "" : ", " + withheld.detail())
                  + withheld.winner().map(winner -> ", " + winner.campaign()).orElse(""));
        }

        @Override
        public void outcome(Outcome outcome) {
          outcomes.add(outcome);
        }

        @Override
        public void transition(Transition transition) {}

        @Override
        public void rejected(Event event, String reason) {
          told.add("rejected " + reason);
        }
      };

  private static String clock(long time) {
    return Instant.ofEpochMilli(time).toString().substring(8, 19).replace("T", " ");
  }

  static String campaign(String id, String event, String... keys) {
    return "id: " + id + "\n" + String.join("\n", keys) + "\n" + STEPS.formatted(event);
  }

  static Detector detector(String... documents) {
    return new Detector(TestCampaigns.of(documents));
  }

  void take(Detector detector, String type, String time, Object... properties) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      values.put((String) properties[i], properties[i + 1]);
    }
    long at = Instant.parse("2026-11-" + time.replace(' ', 'T') + "Z").toEpochMilli();
    detector.onEvent(
        new Event("e" + events++, "u", type, at, Properties.of(values)), state, output);
    state = UserState.fromBytes(state.toBytes());
  }

  void until(Detector detector, String time) {
    detector.onTime(
        Instant.parse("2026-11-" + time.replace(' ', 'T') + "Z").toEpochMilli(), state, output);
  }
}
