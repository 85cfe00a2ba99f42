package dev.nudge.console.trial;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Retention;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.engine.story.Story;
import dev.nudge.engine.story.StoryInput;
import dev.nudge.stream.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A draft on its way through events: one detector, a state for each user, deadlines at the end, as
 * in a replay. Bounded by events, users and triggers kept; can be stopped at any time.
 */
final class Trial {
  static final long MOST_EVENTS = 2_000_000;
  private static final int MOST_USERS = 500_000;
  private static final int KEPT_TRIGGERS = 500;
  private static final int MOST_HOURS = 24 * 400;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final TrialCampaign campaign;
  private final EventSource source;
  private final KnownProfiles profiles;
  private final Optional<Extent> known;
  private final Instant published;
  private final long until;
  private final int repeats;

  private final AtomicLong read = new AtomicLong();
  private volatile State state = State.WAITING;
  private volatile String failure = "";
  private volatile boolean cancelled;

  // Guarded by this.
  private long events;
  private long unusable;
  private boolean truncated;
  private int users;
  private final Set<String> firedUsers = new HashSet<>();
  private final NavigableMap<Long, Long> perHour = new TreeMap<>();
  private long fired;
  private final PriorityQueue<Kept> newest =
      new PriorityQueue<>(Comparator.comparingLong(Kept::time));

  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Kept(long time, byte[] json) {}

  /** Where it is. */
  enum State {
    /** Others are before it. */
    WAITING,
    /** It reads. */
    RUNNING,
    /** All was read. */
    DONE,
    /** Somebody stopped it. */
    CANCELLED,
    /** Something went wrong. */
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A trial.
   *
   * @param known the profiles; nothing for none
   * @param published since when the campaign is live, unless it says so itself
   * @param until deadlines up to then fire, in milliseconds
   * @param repeats how many of a user's last events are known, to drop one that comes again
   */
  Trial(
      TrialCampaign campaign,
      EventSource source,
      KnownProfiles profiles,
      Optional<Extent> known,
      Instant published,
      long until,
      int repeats) {
    this.campaign = campaign;
    this.source = source;
    this.profiles = profiles;
    this.known = known;
    this.published = published;
    this.until = until;
    this.repeats = repeats;
  }

  /** Does it, on the caller's thread. */
  void run() {
    if (cancelled) {
      state = State.CANCELLED;
      return;
    }
    state = State.RUNNING;
    try {
      detect();
      state = cancelled ? State.CANCELLED : State.DONE;
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      state = State.FAILED;
    }
  }

  void cancel() {
    cancelled = true;
    if (state == State.WAITING) {
      state = State.CANCELLED;
    }
  }

  State state() {
    return state;
  }

  private void detect() {
    Detector detector =
        new Detector(
            campaign.compile(published, false).campaigns(),
            Detector.DEFAULT_LATENESS,
            Retention.NONE,
            repeats);
    Map<String, UserState> states = new HashMap<>();
    JsonWriter writer = new JsonWriter();
    Output output = Output.triggersTo(trigger -> fired(trigger, writer.write(trigger)));
    known.ifPresent(
        extent ->
            profiles.read(
                extent,
                Optional.empty(),
                () -> cancelled,
                update -> learn(detector, update, states)));
    Set<String> seen = new HashSet<>();
    source.read(
        Optional.empty(),
        () -> cancelled,
        new EventSource.Sink() {
          @Override
          public boolean event(Event event) {
            read.incrementAndGet();
            if (event.time() > until) {
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
            counted(seen.size());
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
          due <= until && due != Long.MAX_VALUE && !cancelled;
          due = user.nextDeadline()) {
        detector.onTime(due, user, output);
      }
    }
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

  private synchronized void counted(int seen) {
    events++;
    users = seen;
  }

  private synchronized void unused() {
    unusable++;
  }

  private synchronized void truncate() {
    truncated = true;
  }

  private synchronized void fired(Trigger trigger, byte[] json) {
    fired++;
    firedUsers.add(trigger.user());
    long hour = Math.floorDiv(trigger.time(), HOUR) * HOUR;
    if (perHour.size() < MOST_HOURS || perHour.containsKey(hour)) {
      perHour.merge(hour, 1L, Long::sum);
    }
    newest.add(new Kept(trigger.time(), json));
    if (newest.size() > KEPT_TRIGGERS) {
      newest.remove();
    }
  }

  /** What came of it so far; triggers in JSON, newest first. */
  record Outcome(
      State state,
      String failure,
      long events,
      long unusable,
      boolean truncated,
      long users,
      long firedUsers,
      long fired,
      List<byte[]> triggers,
      Map<Long, Long> perHour,
      double progress) {}

  synchronized Outcome outcome() {
    List<byte[]> triggers =
        newest.stream()
            .sorted(Comparator.comparingLong(Kept::time).reversed())
            .map(Kept::json)
            .toList();
    double share = source.size() == 0 ? 1 : Math.min(1, (double) read.get() / source.size());
    return new Outcome(
        state,
        failure,
        events,
        unusable,
        truncated,
        users,
        firedUsers.size(),
        fired,
        triggers,
        new TreeMap<>(perHour),
        state == State.DONE ? 1 : share);
  }

  /** What happened to one user, and why. Reads the user's events again. */
  Optional<Story> story(String user) {
    List<Event> own = new ArrayList<>();
    long[] later = new long[1];
    source.read(
        Optional.of(user),
        () -> false,
        new EventSource.Sink() {
          @Override
          public boolean event(Event event) {
            if (event.time() > until) {
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
    known.ifPresent(extent -> profiles.read(extent, Optional.of(user), () -> false, updates::add));
    return Optional.of(
        Story.of(
            new StoryInput(
                user,
                List.of(campaign.live(published)),
                campaign.compile(published, true).campaigns(),
                Map.of(),
                published,
                updates,
                own,
                until,
                later[0],
                repeats)));
  }
}
