package dev.nudge.bench.workload;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;

/**
 * A visitor of a shop did something.
 *
 * @param time in milliseconds since 1970-01-01T00:00Z
 * @param type {@code view}, {@code cart} or {@code purchase}
 * @param product what it was done to, by its id
 * @param categoryId of the product
 * @param category the same as a path, such as {@code sport.group2.kind27}
 * @param brand of the product
 * @param price of the product at this time
 * @param user who did it
 * @param session in which visit
 */
public record Click(
    long time,
    String type,
    String product,
    String categoryId,
    String category,
    String brand,
    double price,
    String user,
    String session) {

  /** The same as an event, with this id. */
  public Event event(String id, Properties.Builder builder) {
    builder
        .put("product", (Object) product)
        .put("category_id", (Object) categoryId)
        .put("category", (Object) category)
        .put("brand", (Object) brand)
        .put("price", price)
        .put("session", (Object) session);
    return new Event(id, user, type, time, builder.build());
  }
}
