package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Any campaigns over any events: forgetting at any moment changes nothing that can be seen. */
class ForgettingLawTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void forgettingAtAnyMomentChangesNoTriggerAndNoCount(@ForAll long seed) {
    check(seed);
  }

  @Example
  void theseUsersAndMeasuresAreForgottenAndFireAfterwards() {
    int measures = 0;
    int users = 0;
    int returned = 0;
    int triggers = 0;
    for (int seed = 0; seed < 150; seed++) {
      Side side = check(seed);
      measures += side.measuresForgotten;
      users += side.usersForgotten;
      returned += side.firedAfterwards;
      triggers += side.triggers;
    }
    assertThat(measures).isGreaterThan(50);
    assertThat(users).isGreaterThan(10);
    assertThat(returned).as("triggers of users who had been forgotten").isGreaterThan(5);
    assertThat(triggers).isGreaterThan(300);
  }

  private static Side check(long seed) {
    Random random = new Random(seed);
    RandomCampaigns made = new RandomCampaigns(random);
    List<String> documents = new ArrayList<>();
    List<CampaignSet.Published> published = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String document = made.document("c" + i);
      documents.add(document);
      Instant at = random.nextInt(4) > 0 ? Instant.EPOCH : Instant.ofEpochMilli(100_010_000);
      for (CampaignDocument read : CampaignReader.read("c.yaml", document, new ArrayList<>())) {
        published.add(new CampaignSet.Published(read.campaign(), 1, at));
      }
    }
    long lateness = random.nextInt(3) == 0 ? DAY : 10_000L * random.nextInt(3);
    Retention retention =
        random.nextInt(3) == 0
            ? Retention.AUTO
            : random.nextInt(6) == 0 ? Retention.of(Duration.ofSeconds(20)) : Retention.NONE;
    List<Event> events = events(made, random);
    long[] earliest = earliest(events);
    CampaignSet campaigns = CampaignSet.compile(published).campaigns();
    Side forgetful = new Side(campaigns, lateness, retention, true);
    Side never = new Side(campaigns, lateness, retention, false);
    try {
      for (int i = 0; i < events.size(); i++) {
        Event event = events.get(i);
        if (random.nextInt(6) == 0) {
          Properties update = made.profile();
          OptionalLong time =
              random.nextBoolean()
                  ? OptionalLong.empty()
                  : OptionalLong.of(event.time() + random.nextInt(5_000));
          forgetful.profile(event.user(), update, time);
          never.profile(event.user(), update, time);
        }
        if (random.nextInt(3) == 0) {
          // Up to what the events still to come allow.
          long ago = random.nextInt(3) == 0 ? 0 : random.nextInt(10_000);
          forgetful.fireUpTo(earliest[i] - ago);
          never.fireUpTo(earliest[i] - ago);
          forgetful.forget(earliest[i] - ago, lateness);
        }
        forgetful.take(event);
        never.take(event);
        forgetful.mustEqual(never);
        if (random.nextInt(10) == 0) {
          forgetful.writeAndRead();
          never.writeAndRead();
        }
      }
      forgetful.finish();
      never.finish();
      forgetful.mustEqual(never);
      if (lateness < DAY) {
        forgetful.mustBeForgotten(campaigns, 400 * DAY);
      }
    } catch (AssertionError e) {
      throw new AssertionError(
          "seed " + seed + "\n" + String.join("---\n", documents) + events + "\n" + e.getMessage(),
          e);
    }
    return forgetful;
  }

  /** With silences of minutes and days among them. */
  private static List<Event> events(RandomCampaigns made, Random random) {
    List<Event> events = new ArrayList<>();
    long silence = 0;
    for (Event event : made.events(50)) {
      if (random.nextInt(6) == 0) {
        silence += random.nextInt(3) == 0 ? DAY * random.nextInt(9) : 1_000L * random.nextInt(60);
      }
      // One that comes again has the time that it had.
      boolean again = !events.isEmpty() && event.id().equals(events.get(0).id());
      long time = again ? events.get(0).time() : event.time() + silence;
      events.add(new Event(event.id(), event.user(), event.type(), time, event.properties()));
    }
    return events;
  }

  /** For each event, the earliest time of it and all after it. */
  private static long[] earliest(List<Event> events) {
    long[] earliest = new long[events.size()];
    long time = Long.MAX_VALUE;
    for (int i = earliest.length - 1; i >= 0; i--) {
      time = Math.min(time, events.get(i).time());
      earliest[i] = time;
    }
    return earliest;
  }

  private static final class Side implements Output {
    private final List<Object> all = new ArrayList<>();
    private final Map<String, UserState> states = new TreeMap<>();
    private final List<String> gone = new ArrayList<>();
    private final Detector detector;
    private int measuresForgotten;
    private int usersForgotten;
    private int firedAfterwards;
    private int triggers;

    Side(CampaignSet campaigns, long lateness, Retention retention, boolean forgets) {
      detector = new Detector(campaigns, Duration.ofMillis(lateness), retention, 4);
      if (!forgets) {
        detector.forgetting().off();
      }
    }

    void take(Event event) {
      detector.onEvent(event, states.computeIfAbsent(event.user(), UserState::new), this);
    }

    void profile(String user, Properties update, OptionalLong time) {
      detector.onProfile(update, time, states.computeIfAbsent(user, UserState::new));
    }

    void writeAndRead() {
      states.replaceAll((user, state) -> UserState.fromBytes(state.toBytes()));
    }

    void fireUpTo(long time) {
      states.values().forEach(state -> detector.onTime(time, state, this));
    }

    /** Forgets all that it may, when no event comes from before a time. */
    void forget(long earliest, long lateness) {
      long now = earliest + lateness;
      for (UserState state : List.copyOf(states.values())) {
        int before = state.measures.size();
        boolean nothing = detector.forgetting().past(now, state);
        measuresForgotten += before - state.measures.size();
        if (nothing) {
          states.remove(state.user());
          gone.add(state.user());
          usersForgotten++;
        }
      }
    }

    /** However long a window is: what is left is said to be kept for ever, or waits for a run. */
    void mustBeForgotten(CampaignSet campaigns, long later) {
      for (UserState state : states.values()) {
        long time = state.clock + later;
        detector.onTime(time, state, this);
        if (detector.forgetting().past(time, state)) {
          continue;
        }
        assertThat(detector.forgetting().next(state)).isEqualTo(Long.MAX_VALUE);
        for (int i = 0; i < state.measures.size(); i++) {
          var plan = campaigns.measure(state.measures.keyAt(i));
          assertThat(state.measures.valueAt(i).emptyFrom(plan)).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(state.recent.isEmpty() || !state.isIdle()).isTrue();
        assertThat(state.history.isEmpty()).isTrue();
      }
    }

    void finish() {
      states.values().forEach(state -> detector.onTime(Long.MAX_VALUE - 1, state, this));
    }

    void mustEqual(Side other) {
      assertThat(all).isEqualTo(other.all);
      assertThat(detector.conditionErrors()).isEqualTo(other.detector.conditionErrors());
      states.forEach(
          (user, state) -> {
            UserState theirs = other.states.get(user);
            assertThat(state.profile).isEqualTo(theirs.profile);
            assertThat(state.clock).isEqualTo(theirs.clock);
            assertThat(detector.open(state)).isEqualTo(other.detector.open(theirs));
          });
    }

    @Override
    public void trigger(Trigger trigger) {
      triggers++;
      firedAfterwards += gone.contains(trigger.user()) ? 1 : 0;
      all.add(trigger);
    }

    @Override
    public void transition(Transition transition) {
      all.add(transition);
    }

    @Override
    public boolean wantsTransitions() {
      return true;
    }

    @Override
    public void rejected(Event event, String reason) {
      all.add(event.id() + " " + reason);
    }

    @Override
    public void disordered(Event event) {
      all.add(event.id() + " out of order");
    }

    @Override
    public void repeated(Event event) {
      all.add(event.id() + " again");
    }
  }
}
