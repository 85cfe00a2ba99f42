package dev.nudge.console.trial;

import dev.nudge.console.TestBroker;
import java.time.Duration;
import java.time.Instant;

/** Shoppers who look, put things of 0 to 299 in the cart and sometimes buy, and who is reminded. */
final class CartEvents {
  private CartEvents() {}

  /** Sends so many events of so many users in turns, the first at a time, and so long apart. */
  static void send(String topic, int count, int users, Instant begin, Duration apart) {
    for (int i = 0; i < count; i++) {
      String user = "u" + i % users;
      String type = i % 7 == 0 ? "cart" : i % 11 == 0 ? "purchase" : "view";
      TestBroker.send(
          topic,
          user,
          "{\"id\":\"e%d\",\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"price\":%d,\"page\":\"/p/%d\"}"
              .formatted(i, user, type, begin.plus(apart.multipliedBy(i)), i % 300, i % 500));
    }
    TestBroker.flush();
  }

  /** A campaign for carts dearer than this that are not paid for. */
  static String reminder(int price) {
    return """
        id: abandoned-cart
        pattern:
          steps:
            - {name: cart_add, event: cart, where: event.price > %d}
            - {name: purchase, event: purchase, absent: true}
          within: 10m
        offer: {text: "Still thinking?"}
        """
        .formatted(price);
  }
}
