package dev.nudge.console.live;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in the shop and what they look at, by the time at which Kafka was given the events. Of an
 * event it looks at {@code session}; {@code page}, {@code url} or {@code product_id}; {@code
 * category}; and {@code device}. Holds 200,000 visitors and a million sessions at most, some 150
 * MB; usually a hundredth of it. Safe for use by several threads.
 */
final class Visitors {
  private static final int LATEST = 20;
  private static final int TOP = 10;
  private static final int HOUR = 60;
  private static final int NOW = 2;

  private final Present users = new Present(15, 200_000);
  private final Present sessions = new Present(8 * HOUR, 1_000_000);
  private final Popular pages = new Popular(HOUR);
  private final Popular categories = new Popular(HOUR);
  private final Popular devices = new Popular(HOUR);
  private final Map<String, LatestVisitor> latest = new LinkedHashMap<>();

  /**
   * The last that a visitor did.
   *
   * @param time ISO-8601, when Kafka was given it
   * @param page what was looked at, may be empty
   */
  public record LatestVisitor(
      String user, String time, String type, String page, String category) {}

  /**
   * All of it.
   *
   * @param visitors15m different users of the last 15 minutes
   * @param sessions8h different sessions of the last 8 hours; of an event without one, its user
   * @param visitingNow different users of the last 2 minutes
   * @param atLeast whether there are more than could be counted
   */
  public record Panels(
      long visitors15m,
      long sessions8h,
      long visitingNow,
      boolean atLeast,
      List<Popular.Count> topPages,
      List<LatestVisitor> latestVisitors,
      List<Popular.Count> categories,
      List<Popular.Count> devices) {}

  synchronized void seen(Event event, long arrived) {
    users.seen(event.user(), arrived);
    sessions.seen(text(event, "session").orElse(event.user()), arrived);
    Optional<String> page =
        text(event, "page").or(() -> text(event, "url")).or(() -> text(event, "product_id"));
    Optional<String> category = text(event, "category");
    page.ifPresent(name -> pages.seen(name, arrived));
    category.ifPresent(name -> categories.seen(name, arrived));
    text(event, "device").ifPresent(name -> devices.seen(name, arrived));
    latest.remove(event.user());
    latest.put(
        event.user(),
        new LatestVisitor(
            event.user(),
            IsoTime.format(arrived),
            event.type(),
            page.orElse(""),
            category.orElse("")));
    if (latest.size() > LATEST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  synchronized Panels panels(long now) {
    List<LatestVisitor> newest = new ArrayList<>(latest.values());
    Collections.reverse(newest);
    return new Panels(
        users.within(15, now),
        sessions.within(8 * HOUR, now),
        users.within(NOW, now),
        users.isFull() || sessions.isFull(),
        pages.top(TOP, now),
        newest,
        categories.top(TOP, now),
        devices.top(TOP, now));
  }

  private static Optional<String> text(Event event, String property) {
    Object value = event.properties().get(property);
    return value instanceof String text && !text.isEmpty() && text.length() <= 200
        ? Optional.of(text)
        : value instanceof Long number ? Optional.of(number.toString()) : Optional.empty();
  }
}
