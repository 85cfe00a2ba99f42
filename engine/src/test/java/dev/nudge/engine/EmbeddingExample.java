package dev.nudge.engine;

import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The engine as a library. The body stands in docs/architecture.md; a test keeps the two equal. */
final class EmbeddingExample {
  private EmbeddingExample() {}

  static List<Trigger> run(String yaml) {
    // example: begin
    List<Problem> problems = new ArrayList<>();
    var campaign = CampaignReader.read("cart.yaml", yaml, problems).get(0).campaign();
    var published = new CampaignSet.Published(campaign, 1, Instant.EPOCH);
    var compiled = CampaignSet.compile(List.of(published));
    problems.addAll(compiled.problems());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }

    var triggers = new ArrayList<Trigger>();
    var output = Output.triggersTo(triggers::add);
    var detector = new Detector(compiled.campaigns());
    var state = new UserState("u1");

    long ten = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    var price = Properties.of(Map.of("price", 251.7));
    detector.onEvent(new Event("e1", "u1", "cart", ten, price), state, output);
    state = UserState.fromBytes(state.toBytes()); // kept wherever you keep it
    detector.onTime(ten + 600_000, state, output); // ten minutes later, nothing was bought
    // example: end
    return triggers;
  }
}
