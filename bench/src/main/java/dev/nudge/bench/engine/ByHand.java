package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.bench.measure.Comparison;
import dev.nudge.bench.measure.Profile;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.HandWritten;
import dev.nudge.bench.workload.ShopPattern;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Patterns written by hand beside the same as campaigns: both take the same clicks, in turns, and
 * must fire equally often.
 */
final class ByHand {
  private static final int WARM_UPS = 2;

  /** Every cart is bought or abandoned by then. */
  private static final long AFTERWARDS_MILLIS = 3_600_000;

  private final Click[] clicks;
  private final Event[] events;
  private final long end;
  private long fired;
  private long letters;

  /** Over these clicks, of which there is one at least. */
  ByHand(Click[] clicks) {
    this.clicks = clicks;
    this.events = events(clicks);
    this.end = clicks[clicks.length - 1].time() + AFTERWARDS_MILLIS;
  }

  private static Event[] events(Click[] clicks) {
    Properties.Builder builder = new Properties.Builder(Shapes.shared());
    Event[] events = new Event[clicks.length];
    for (int i = 0; i < clicks.length; i++) {
      events[i] = clicks[i].event("e" + i, builder);
    }
    return events;
  }

  /** The clicks as events. */
  Event[] events() {
    return events;
  }

  /** How often all patterns fired together, in the last round. */
  long fired() {
    return fired;
  }

  /**
   * Measures, after two rounds that do not count.
   *
   * @param profile records what Nudge does in the rounds that count
   * @throws Failure if the two fire differently
   */
  Comparison compare(Set<ShopPattern> patterns, int rounds, Profile profile) throws Exception {
    CampaignSet campaigns =
        Campaigns.compile(patterns.stream().map(ShopPattern::document).toList());
    Comparison comparison = new Comparison();
    for (int round = 0; round < WARM_UPS + rounds; round++) {
      boolean counts = round >= WARM_UPS;
      Map<String, Long> expected = new TreeMap<>();
      Map<String, Long> found = new TreeMap<>();
      double simple = byHand(patterns, expected);
      double nudge = nudge(campaigns, found, counts ? profile : Profile.NONE);
      if (!expected.equals(found)) {
        throw Failure.system(
            "written by hand, the patterns fired " + expected + ", and as campaigns " + found);
      }
      fired = found.values().stream().mapToLong(Long::longValue).sum();
      if (counts) {
        comparison.add(simple, nudge);
      }
    }
    return comparison;
  }

  private double byHand(Set<ShopPattern> patterns, Map<String, Long> counts) throws Exception {
    HandWritten machines = new HandWritten(patterns, offer -> letters += offer.text().length());
    System.gc();
    double seconds =
        Rounds.seconds(
            () -> {
              for (Click click : clicks) {
                machines.take(click);
              }
              machines.passTo(end);
            });
    machines
        .fired()
        .forEach(
            (pattern, count) -> {
              if (count > 0) {
                counts.put(pattern.id(), count);
              }
            });
    return seconds;
  }

  private double nudge(CampaignSet campaigns, Map<String, Long> counts, Profile profile)
      throws Exception {
    Fired output = new Fired();
    KnownUsers users = new KnownUsers(new Detector(campaigns), output);
    System.gc();
    double seconds =
        profile.during(
            () ->
                Rounds.seconds(
                    () -> {
                      users.take(events);
                      users.passTo(end);
                    }));
    counts.putAll(output.byCampaign());
    return seconds;
  }
}
