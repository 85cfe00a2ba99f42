package dev.nudge.console.trial;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Retention;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.engine.story.Past;
import dev.nudge.engine.story.Story;
import dev.nudge.engine.story.StoryInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One campaign on its way through events: one detector, a state for each user, deadlines at the
 * end, as in a replay. Bounded by events, users and triggers kept.
 */
final class TrialRun {
  static final long MOST_EVENTS = 2_000_000;
  private static final int MOST_USERS = 500_000;

  private final TrialCampaign campaign;
  private final Over over;

  private final AtomicLong read = new AtomicLong();

  // Guarded by this.
  private long events;
  private long unusable;
  private boolean truncated;
  private int users;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private final FiredTriggers fired;
  private final Map<String, Long> withheld = new TreeMap<>();
  private final Map<String, long[]> byCampaign = new TreeMap<>();

  /**
   * What is looked at.
   *
   * @param published since when the campaign is live, unless it says so itself
   * @param until deadlines up to then fire, in milliseconds
   * @param repeats how many of a user's last events are known, to drop one that comes again
   */
  record Over(
      EventSource source, ProfileSource profiles, Instant published, long until, int repeats) {}

  TrialRun(TrialCampaign campaign, Over over) {
    this.campaign = campaign;
    this.over = over;
    this.fired = new FiredTriggers(over.until());
  }

  /** What is looked at. */
  Over over() {
    return over;
  }

  /**
   * Does it, on the caller's thread.
   *
   * @param ends asked again and again; true ends it
   */
  void detect(BooleanSupplier ends) {
    Detector detector =
        new Detector(
            campaign.compile(over.published(), false).campaigns(),
            Detector.DEFAULT_LATENESS,
            Retention.NONE,
            over.repeats());
    Map<String, UserState> states = new HashMap<>();
    Output output = output(new JsonWriter());
    over.profiles().read(Optional.empty(), ends, update -> learn(detector, update, states));
    Set<String> seen = new HashSet<>();
    over.source()
        .read(
            Optional.empty(),
            ends,
            new EventSource.Sink() {
              @Override
              public boolean event(Event event) {
                read.incrementAndGet();
                if (event.time() > over.until()) {
                  return true;
                }
                UserState user = states.get(event.user());
                if (user == null) {
                  if (states.size() >= MOST_USERS) {
                    truncate();
                    return false;
                  }
                  user = new UserState(event.user());
                  states.put(event.user(), user);
                }
                seen.add(event.user());
                detector.onEvent(event, user, output);
                counted(seen.size(), event.time());
                return true;
              }

              @Override
              public void unusable() {
                read.incrementAndGet();
                unused();
              }
            });
    for (UserState user : states.values()) {
      for (long due = user.nextDeadline();
          due <= over.until() && due != Long.MAX_VALUE && !ends.getAsBoolean();
          due = user.nextDeadline()) {
        detector.onTime(due, user, output);
      }
    }
  }

  private Output output(JsonWriter writer) {
    return new Output() {
      @Override
      public void trigger(Trigger trigger) {
        if (campaign.concerns(trigger.campaign())) {
          fired(trigger, writer.write(trigger));
        }
      }

      @Override
      public void withheld(Withheld one) {
        if (campaign.concerns(one.trigger().campaign())) {
          keptBack(one);
        }
      }

      @Override
      public void transition(Transition transition) {}

      @Override
      public void rejected(Event event, String reason) {}

      @Override
      public boolean wantsTransitions() {
        return false;
      }
    };
  }

  private void learn(Detector detector, ProfileUpdate update, Map<String, UserState> states) {
    if (states.size() < MOST_USERS || states.containsKey(update.user())) {
      detector
          .onProfile(
              update.properties(),
              update.time(),
              states.computeIfAbsent(update.user(), UserState::new))
          .ifPresent(refused -> unused());
    }
  }

  private synchronized void counted(int seen, long time) {
    events++;
    users = seen;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  private synchronized void unused() {
    unusable++;
  }

  /** There was more than is looked at. */
  synchronized void truncate() {
    truncated = true;
  }

  private synchronized void keptBack(Withheld one) {
    withheld.merge(one.reason().text(), 1L, Long::sum);
    of(one.trigger().campaign())[1]++;
  }

  /** How many offers of a campaign went out, and how many were withheld. */
  private long[] of(String id) {
    return byCampaign.computeIfAbsent(id, any -> new long[2]);
  }

  private synchronized void fired(Trigger trigger, byte[] json) {
    of(trigger.campaign())[0]++;
    fired.add(trigger, json);
  }

  /**
   * So many offers of a campaign.
   *
   * @param fired that went out
   * @param withheld that did not
   */
  record OfCampaign(String campaign, long fired, long withheld) {}

  /**
   * What came of it so far.
   *
   * @param first when the earliest event was, in milliseconds; nothing without one
   * @param last when the latest was
   * @param beside how many live campaigns and policies ran as well
   * @param withheld how many offers did not go out, by reason
   */
  record Numbers(
      long events,
      long unusable,
      boolean truncated,
      long users,
      OptionalLong first,
      OptionalLong last,
      int beside,
      Map<String, Long> withheld,
      List<OfCampaign> campaigns) {}

  synchronized Numbers numbers() {
    boolean any = first != Long.MAX_VALUE;
    return new Numbers(
        events,
        unusable,
        truncated,
        users,
        any ? OptionalLong.of(first) : OptionalLong.empty(),
        any ? OptionalLong.of(last) : OptionalLong.empty(),
        campaign.beside().size(),
        new TreeMap<>(withheld),
        byCampaign.entrySet().stream()
            .map(entry -> new OfCampaign(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
            .toList());
  }

  /** What is asked of all that fired; while it is asked, nothing fires. */
  synchronized <T> T ofFired(Function<FiredTriggers, T> question) {
    return question.apply(fired);
  }

  /** From 0 to 1. */
  double progress() {
    long size = over.source().size();
    return size == 0 ? 1 : Math.min(1, (double) read.get() / size);
  }

  /** What happened to one user, and why. Reads the user's events again. */
  Optional<Story> story(String user) {
    List<Event> own = new ArrayList<>();
    long[] later = new long[1];
    over.source()
        .read(
            Optional.of(user),
            () -> false,
            new EventSource.Sink() {
              @Override
              public boolean event(Event event) {
                if (event.time() > over.until()) {
                  later[0]++;
                } else {
                  own.add(event);
                }
                return own.size() < MOST_EVENTS;
              }

              @Override
              public void unusable() {}
            });
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<ProfileUpdate> updates = new ArrayList<>();
    over.profiles().read(Optional.of(user), () -> false, updates::add);
    return Optional.of(
        Story.of(
            new StoryInput(
                user,
                campaign.live(over.published()),
                campaign.compile(over.published(), true).campaigns(),
                Map.of(),
                over.published(),
                updates,
                Past.NONE,
                own,
                over.until(),
                later[0],
                over.repeats())));
  }
}
