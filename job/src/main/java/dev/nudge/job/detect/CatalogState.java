package dev.nudge.job.detect;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.mapping.Catalog;
import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Message;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;

/** The catalogue: kept in broadcast state, and in memory as events are enriched by it. */
final class CatalogState {
  private final BroadcastState<String, Kept<Properties>> kept;
  private final String key;
  private final Catalog catalog = new Catalog();

  /**
   * The things that the state holds.
   *
   * @param key the property by which events name them; empty for none
   * @param results hears of those that cannot be read
   */
  CatalogState(BroadcastState<String, Kept<Properties>> kept, String key, Results results)
      throws Exception {
    this.kept = kept;
    this.key = key;
    for (Map.Entry<String, Kept<Properties>> thing : kept.immutableEntries()) {
      Optional<Properties> properties = thing.getValue().value();
      if (properties.isPresent()) {
        catalog.put(new CatalogEntry(thing.getKey(), properties.get()));
      } else if (thing.getValue() instanceof Kept.Unreadable<Properties> unreadable) {
        results.unreadable("kept catalogue", thing.getKey(), unreadable);
      }
    }
  }

  /** One changed, or is no more. */
  void change(Message.Catalogued thing) throws Exception {
    if (thing.properties().isPresent()) {
      catalog.put(new CatalogEntry(thing.key(), thing.properties().get()));
      kept.put(thing.key(), Kept.of(thing.properties().get()));
    } else {
      kept.remove(thing.key());
      catalog.remove(thing.key());
    }
  }

  /** An event with what it names added. */
  Event enrich(Event event) {
    return key.isEmpty() ? event : catalog.enrich(event, key);
  }
}
