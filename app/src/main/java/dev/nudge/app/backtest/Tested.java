package dev.nudge.app.backtest;

import dev.nudge.app.replay.GoalCounts;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.firing.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the campaigns under test do, and what becomes of the others beside them; for any number of
 * threads.
 */
final class Tested implements Output {
  private final Set<String> tested;
  private final Optional<Map<Long, String>> before;
  private final ZoneId zone;

  private final Map<String, OfCampaign> campaigns = new TreeMap<>();
  private final Map<String, Set<String>> usersOfOthers = new TreeMap<>();
  private final Map<String, Long> added = new TreeMap<>();
  private final Set<Long> kept = new HashSet<>();

  /** One of the campaigns under test. */
  static final class OfCampaign {
    final Set<String> users = new HashSet<>();
    final Map<LocalDate, Long> byDay = new TreeMap<>();
    final Map<String, Long> withheld = new TreeMap<>();
    final Map<String, Long> outranks = new TreeMap<>();
    final GoalCounts goals = new GoalCounts();
    long triggers;

    /** Of the offers, in millionths; absent where there is no budget. */
    OptionalLong cost = OptionalLong.empty();
  }

  /**
   * Of these campaigns.
   *
   * @param before the triggers of the others without them, by key; nothing where they are the same
   * @param zone of days
   */
  Tested(Set<String> tested, Optional<Map<Long, String>> before, ZoneId zone) {
    this.tested = tested;
    this.before = before;
    this.zone = zone;
    tested.forEach(id -> campaigns.put(id, new OfCampaign()));
  }

  @Override
  public synchronized void trigger(Trigger trigger) {
    OfCampaign own = campaigns.get(trigger.campaign());
    if (own != null) {
      own.triggers++;
      if (trigger.cost().isPresent()) {
        own.cost = OptionalLong.of(own.cost.orElse(0) + trigger.cost().getAsLong());
      }
      own.users.add(trigger.user());
      own.byDay.merge(
          LocalDate.ofInstant(Instant.ofEpochMilli(trigger.time()), zone), 1L, Long::sum);
      return;
    }
    usersOfOthers.computeIfAbsent(trigger.campaign(), id -> new HashSet<>()).add(trigger.user());
    if (before.isPresent()) {
      long key = TriggersBefore.key(trigger);
      if (before.get().containsKey(key)) {
        kept.add(key);
      } else {
        added.merge(trigger.campaign(), 1L, Long::sum);
      }
    }
  }

  @Override
  public synchronized void withheld(Withheld withheld) {
    OfCampaign own = campaigns.get(withheld.trigger().campaign());
    if (own != null) {
      own.withheld.merge(withheld.reason().text(), 1L, Long::sum);
    } else if (withheld.reason() == Reason.OUTRANKED) {
      withheld
          .winner()
          .map(winner -> campaigns.get(winner.campaign()))
          .ifPresent(winner -> winner.outranks.merge(withheld.trigger().campaign(), 1L, Long::sum));
    }
  }

  @Override
  public synchronized void outcome(Outcome outcome) {
    OfCampaign own = campaigns.get(outcome.campaign());
    if (own != null) {
      own.goals.take(outcome);
    }
  }

  Map<String, OfCampaign> campaigns() {
    return campaigns;
  }

  /** Triggers of other campaigns that do not go out any more, by campaign. */
  Map<String, Long> displaced() {
    Map<String, Long> displaced = new TreeMap<>();
    before
        .orElse(Map.of())
        .forEach(
            (key, campaign) -> {
              if (!tested.contains(campaign) && !kept.contains(key)) {
                displaced.merge(campaign, 1L, Long::sum);
              }
            });
    return displaced;
  }

  /** Triggers of other campaigns that go out only beside those under test, by campaign. */
  Map<String, Long> added() {
    return added;
  }

  /** How many of the users of a campaign under test get another campaign too, by campaign. */
  Map<String, Long> overlap(OfCampaign own) {
    Map<String, Long> overlap = new TreeMap<>();
    usersOfOthers.forEach(
        (campaign, users) -> {
          long both = own.users.stream().filter(users::contains).count();
          if (both > 0) {
            overlap.put(campaign, both);
          }
        });
    return overlap;
  }

  @Override
  public void transition(Transition transition) {}

  @Override
  public boolean wantsTransitions() {
    return false;
  }

  @Override
  public void rejected(Event event, String reason) {}
}
