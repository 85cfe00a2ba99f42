package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Tells whoever watches a customer what was written from topics, when it can be read. A record is
 * of a customer if the id is its key or stands in it as a text or a number, whatever the transform
 * makes of it: it may be told once too often. Costs a look at each record for each customer who is
 * watched, and nothing while nobody is. Safe for use by several threads.
 */
public final class Writes {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  private record Watch(String user, Pattern inRecord, Consumer<String> listener) {
    boolean isOf(InputRecord row) {
      String record = row.record();
      return user.equals(row.key()) || (record != null && inRecord.matcher(record).find());
    }
  }

  /**
   * Watches a customer.
   *
   * @param listener is told the collection; it must not wait
   * @return ends it
   */
  public Runnable watch(String user, Consumer<String> listener) {
    String text = new String(new JsonWriter().writeValue(user), StandardCharsets.UTF_8);
    String number = "(?<![\\w.+-])" + Pattern.quote(user) + "(?![\\w.])";
    Watch watch =
        new Watch(
            user,
            Pattern.compile(
                Pattern.quote(text) + (NUMBER.matcher(user).matches() ? '|' + number : "")),
            listener);
    watches.add(watch);
    return () -> watches.remove(watch);
  }

  void written(Collection collection, List<InputRecord> rows) {
    for (Watch watch : watches) {
      if (rows.stream().anyMatch(watch::isOf)) {
        watch.listener().accept(collection.id());
      }
    }
  }
}
