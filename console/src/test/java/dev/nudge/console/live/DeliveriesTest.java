package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.live.Deliveries.OfChannel;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private final Deliveries deliveries = new Deliveries(Set.of("cart", "other")::contains);

  @Test
  void whatEventsTellIsCountedByCampaignAndChannelAndOnce() {
    seen("t1.crm.delivered", "delivered", "cart", "crm");
    seen("t1.crm.delivered", "delivered", "cart", "crm");
    seen("t1.letters.delivered", "delivered", "cart", "letters");
    seen("t1.letters.opened", "opened", "cart", "letters");
    seen("t1.letters.clicked.a", "clicked", "cart", "letters");
    seen("t1.letters.clicked.b", "clicked", "cart", "letters");
    seen("t1.letters.undelivered", "undelivered", "other", "letters");
    deliveries.seen(new Event("g", "u1", "view", 0, Properties.of(Map.of("campaign", "cart"))));
    deliveries.seen(new Event("h", "u1", "opened", 0, Properties.of(Map.of())));

    assertThat(deliveries.of("cart"))
        .containsExactly(new OfChannel("crm", 1, 0, 0, 0), new OfChannel("letters", 1, 0, 1, 2));
    assertThat(deliveries.of("other")).containsExactly(new OfChannel("letters", 0, 1, 0, 0));
    assertThat(deliveries.of("none")).isEmpty();
  }

  @Test
  void whatNobodyWhoDeliversHasWrittenDoesNotCount() {
    seen("made-up", "clicked", "cart", "app");
    seen("t1.crm.clicked", "clicked", "cart", "app");
    seen("t2.app.clicked", "clicked", "cart", "app");
    seen("t1.app.opened", "clicked", "cart", "app");
    seen("t1.app.clickedtwice", "clicked", "cart", "app");
    seen("t1.app.clicked", "clicked", "nobody-knows", "app");
    deliveries.seen(
        new Event(
            "t1.app.clicked",
            "u1",
            "clicked",
            0,
            Properties.of(Map.of("campaign", "cart", "channel", "app"))));

    assertThat(deliveries.of("cart")).isEmpty();
    assertThat(deliveries.of("nobody-knows")).isEmpty();
  }

  private void seen(String id, String type, String campaign, String channel) {
    deliveries.seen(
        new Event(
            id,
            "u1",
            type,
            0,
            Properties.of(Map.of("campaign", campaign, "channel", channel, "trigger", "t1"))));
  }
}
