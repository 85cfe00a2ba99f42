package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.bench.measure.Comparison;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.bench.workload.ShopPattern;
import dev.nudge.engine.Detector;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Events that start, move and change nothing, of users who have runs under way: of a type that no
 * campaign knows, of a price that no campaign begins with, and in a session in which nothing waits;
 * beside a loop that only looks up the user.
 */
final class IdleEvents {
  private static final int WARM_UPS = 2;
  private static final int KINDS = 3;
  private static final double CHEAP = 9.5;

  private final Properties.Builder builder = new Properties.Builder(Shapes.shared());
  private final Fired output = new Fired();
  private final KnownUsers users;
  private final Map<String, Event> latest = new HashMap<>();
  private final Event[] sample;
  private long looked;

  /**
   * Users who have taken these events and are at rest: no run of theirs waits any more for what has
   * to come right after an event, or is still there though its time has passed.
   *
   * @param count how many idle events in a round; of users as they come in the events
   */
  IdleEvents(Event[] events, int count) {
    users = new KnownUsers(new Detector(Campaigns.compile(ShopPattern.documents())), output);
    users.take(events);
    for (Event event : events) {
      latest.put(event.user(), event);
    }
    for (Event event : latest.values()) {
      for (int kind = 0; kind < KINDS; kind++) {
        users.take(idle(event, kind, "rest-" + kind + event.id()));
      }
    }
    sample = new Event[count];
    for (int i = 0; i < count; i++) {
      sample[i] = latest.get(events[(int) ((long) i * events.length / count)].user());
    }
  }

  /** Measures, after two rounds that do not count. */
  Comparison compare(int rounds) throws Exception {
    long open = users.openRuns();
    long fired = output.all();
    Comparison comparison = new Comparison();
    for (int round = 0; round < WARM_UPS + rounds; round++) {
      Event[] events = new Event[sample.length];
      for (int i = 0; i < events.length; i++) {
        events[i] = idle(sample[i], i % KINDS, "idle-" + round + "-" + i);
      }
      System.gc();
      double simple = Rounds.seconds(() -> lookUp(events));
      double nudge = Rounds.seconds(() -> users.take(events));
      if (round >= WARM_UPS) {
        comparison.add(simple, nudge);
      }
    }
    if (users.openRuns() != open || output.all() != fired) {
      throw Failure.system("events that were to change nothing moved runs");
    }
    return comparison;
  }

  /** The event comes at the time of the user's last, so that no deadline passes. */
  private Event idle(Event last, int kind, String id) {
    builder.putAll(last.properties());
    String type = "scroll";
    if (kind == 1) {
      type = "cart";
      builder.put("price", CHEAP);
    } else if (kind == 2) {
      type = "purchase";
      builder.put("session", (Object) "elsewhere");
    }
    return new Event(id, last.user(), type, last.time(), builder.build());
  }

  private void lookUp(Event[] events) {
    Map<String, UserState> states = users.states();
    for (Event event : events) {
      looked += Objects.requireNonNull(states.get(event.user())).clock();
    }
  }

  /** The runs that are under way, for each user. */
  double openRunsPerUser() {
    return (double) users.openRuns() / users.states().size();
  }

  /** A number that nobody needs, of what was looked up, so that it is not left out. */
  long looked() {
    return looked;
  }
}
