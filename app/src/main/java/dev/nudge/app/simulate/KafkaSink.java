package dev.nudge.app.simulate;

import dev.nudge.app.kafka.CanonicalTopic;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.PendingWrites;
import dev.nudge.settings.Settings;
import java.util.List;

/** Records of the topics that the settings name. */
final class KafkaSink implements ShopSink {
  private final String events;
  private final String profiles;
  private final String catalog;
  private final PendingWrites writes;

  KafkaSink(Cluster cluster, Settings.Topics topics) {
    events = CanonicalTopic.among(topics.events()).topic();
    profiles = CanonicalTopic.among(List.of(topics.profiles())).topic();
    catalog = CanonicalTopic.among(List.of(topics.catalog())).topic();
    cluster.require(List.of(events, profiles, catalog));
    writes = new PendingWrites(cluster.producer());
  }

  @Override
  public void product(String id, String json) {
    writes.send(catalog, id, json);
  }

  @Override
  public void profile(String user, String json) {
    writes.send(profiles, user, json);
  }

  @Override
  public void event(String user, String json) {
    writes.send(events, user, json);
  }

  @Override
  public void flush() {
    writes.flush();
  }

  @Override
  public void close() {
    writes.close();
  }
}
