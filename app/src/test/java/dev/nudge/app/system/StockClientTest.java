package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nudge used through Kafka alone, with clients that know nothing of it. */
final class StockClientTest {
  @TempDir private Path folder;

  @Test
  void aCampaignAndAnEventWrittenWithAnyClientGiveATrigger() throws Exception {
    try (RunningSystem system = RunningSystem.start(folder)) {
      system.publish(
          "dear-cart",
          """
          id: dear-cart
          pattern:
            steps:
              - {name: cart, event: cart, where: event.price > 200.0}
          offer: {text: "Free shipping for ${cart.product_id}"}
          """);
      system.write(
          "nudge.events",
          "ann",
          "{\"user\":\"ann\",\"type\":\"cart\",\"price\":251.7,\"product_id\":\"p9\"}");

      String trigger = system.await("nudge.triggers", value -> value.contains("dear-cart"));
      assertThat(trigger)
          .contains("\"text\":\"Free shipping for p9\"")
          .contains("\"user\":\"ann\"");
    }
  }
}
