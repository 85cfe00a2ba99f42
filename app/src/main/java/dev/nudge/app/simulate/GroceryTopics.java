package dev.nudge.app.simulate;

import dev.nudge.app.kafka.CanonicalTopic;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.PendingWrites;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.settings.Settings;
import java.util.List;

/**
 * The two streams that the systems of the grocery shop write, and the same as events of Nudge's own
 * topic: campaigns see them there, without a source of events that would be gone when the
 * demonstration is over.
 */
final class GroceryTopics implements AutoCloseable {
  static final String ACTIVITY = "user_activity_v1";
  static final String PURCHASES = "user_purchases_v1";

  private final JsonWriter json = new JsonWriter();
  private final String events;
  private final String profiles;
  private final String catalog;
  private final PendingWrites writes;

  GroceryTopics(Cluster cluster, Settings.Topics topics) {
    events = CanonicalTopic.among(topics.events()).topic();
    profiles = CanonicalTopic.among(List.of(topics.profiles())).topic();
    catalog = CanonicalTopic.among(List.of(topics.catalog())).topic();
    cluster.make(List.of(ACTIVITY, PURCHASES));
    cluster.require(List.of(events, profiles, catalog));
    writes = new PendingWrites(cluster.producer());
  }

  void grocery(Grocery grocery) {
    writes.send(catalog, grocery.id(), json.writeValue(grocery.entry()));
  }

  void customer(GroceryCustomer customer) {
    writes.send(profiles, customer.user(), json.writeValue(customer.profile()));
  }

  /** Its records are as old as what they say: what counts them as they come passes history over. */
  void act(GroceryAct act) {
    String topic = act instanceof GroceryAct.Purchase ? PURCHASES : ACTIVITY;
    writes.send(topic, act.user(), json.writeValue(act.record()), act.time());
    writes.send(events, act.user(), json.writeValue(act.event()), act.time());
  }

  void flush() {
    writes.flush();
  }

  @Override
  public void close() {
    writes.close();
  }
}
