package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Any campaigns over any events: with the index, all comes out as without it. */
class IndexLawTest {
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void theIndexChangesNothingThatCanBeSeen(@ForAll long seed) {
    check(seed);
  }

  @Example
  void theseCampaignsFireAndFail() {
    long triggers = 0;
    long errors = 0;
    long campaigns = 0;
    for (int seed = 0; seed < 300; seed++) {
      Side side = check(seed);
      triggers += side.triggers.size();
      errors += side.errors().values().stream().mapToLong(counts -> counts.size()).sum();
      campaigns += side.detected;
    }
    assertThat(campaigns).isGreaterThan(600);
    assertThat(triggers).isGreaterThan(300);
    assertThat(errors).isGreaterThan(200);
  }

  static Side check(long seed) {
    Random random = new Random(seed);
    RandomCampaigns made = new RandomCampaigns(random);
    List<String> documents = new ArrayList<>();
    List<CampaignSet.Published> published = new ArrayList<>();
    // Few patterns of a type are asked without an index.
    int count = random.nextInt(5) == 0 ? 10 + random.nextInt(10) : 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String id = "c" + i;
      int versions = random.nextInt(3) == 0 ? 2 : 1;
      String document = made.document(id);
      for (int version = 1; version <= versions; version++) {
        if (version > 1) {
          document =
              switch (random.nextInt(3)) {
                case 0 -> made.document(id);
                case 1 -> document + "status: ended\n";
                default -> document.replace("status: paused\n", "") + "topic: other\n";
              };
        }
        documents.add(document);
        publish(document, version, random, published);
      }
    }
    int first = 1 + random.nextInt(published.size() + 1);
    List<CampaignSet.Published> before = published.subList(0, Math.min(first, published.size()));
    Retention retention =
        random.nextInt(4) == 0
            ? Retention.AUTO
            : random.nextInt(8) == 0 ? Retention.of(Duration.ofDays(1)) : Retention.NONE;
    boolean moves = random.nextInt(3) > 0;
    Side indexed = new Side(retention, true, moves);
    Side plain = new Side(retention, false, moves);
    List<Event> events = made.events(40);
    int swap = random.nextInt(20);
    try {
      for (int i = 0; i < events.size(); i++) {
        if (i == 0 || i == swap) {
          indexed.run(i == swap ? published : before);
          plain.run(i == swap ? published : before);
        }
        if (random.nextInt(6) == 0) {
          Properties update = made.profile();
          OptionalLong time =
              random.nextBoolean()
                  ? OptionalLong.empty()
                  : OptionalLong.of(events.get(i).time() + random.nextInt(5_000));
          indexed.profile(events.get(i).user(), update, time);
          plain.profile(events.get(i).user(), update, time);
        }
        indexed.take(events.get(i));
        plain.take(events.get(i));
        indexed.mustEqual(plain);
        if (random.nextInt(10) == 0) {
          indexed.writeAndRead();
          plain.writeAndRead();
        }
      }
      indexed.finish();
      plain.finish();
      indexed.mustEqual(plain);
    } catch (AssertionError e) {
      throw new AssertionError(
          "seed " + seed + "\n" + String.join("---\n", documents) + events + "\n" + e.getMessage(),
          e);
    }
    return indexed;
  }

  private static void publish(
      String document, int version, Random random, List<CampaignSet.Published> into) {
    Instant at =
        version == 1 && random.nextInt(4) > 0
            ? Instant.EPOCH
            : Instant.ofEpochMilli(100_000_000 + random.nextInt(60_000));
    for (CampaignDocument read : CampaignReader.read("c.yaml", document, new ArrayList<>())) {
      into.add(new CampaignSet.Published(read.campaign(), version, at));
    }
  }

  /** A detector, with the index or without, and its users. */
  static final class Side implements Output {
    final List<Object> triggers = new ArrayList<>();
    private final List<Object> all = new ArrayList<>();
    private final Map<String, UserState> states = new TreeMap<>();
    private final List<Map<String, Map<String, Long>>> errorsBefore = new ArrayList<>();
    private final Retention retention;
    private final boolean indexed;

    /** Whether somebody wants to hear of moves: else runs that expire are swept now and then. */
    private final boolean moves;

    private Detector detector = new Detector(TestCampaigns.of());
    int detected;

    Side(Retention retention, boolean indexed, boolean moves) {
      this.retention = retention;
      this.indexed = indexed;
      this.moves = moves;
    }

    void run(List<CampaignSet.Published> published) {
      errorsBefore.add(detector.conditionErrors());
      CampaignSet campaigns =
          (indexed ? CampaignSet.compile(published) : CampaignSet.compileUnindexed(published))
              .campaigns();
      detected = campaigns.size();
      detector = new Detector(campaigns, Detector.DEFAULT_LATENESS, retention, 4);
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

    void finish() {
      states.values().forEach(state -> detector.onTime(Long.MAX_VALUE - 1, state, this));
    }

    Map<String, Map<String, Long>> errors() {
      return detector.conditionErrors();
    }

    void mustEqual(Side other) {
      assertThat(all).isEqualTo(other.all);
      assertThat(errors()).isEqualTo(other.errors());
      assertThat(errorsBefore).isEqualTo(other.errorsBefore);
      states.forEach((user, state) -> mustEqual(state, other, other.states.get(user)));
    }

    private void mustEqual(UserState mine, Side other, UserState theirs) {
      assertThat(mine.clock).isEqualTo(theirs.clock);
      assertThat(mine.profile).isEqualTo(theirs.profile);
      if (moves) {
        assertThat(mine.nextDeadline()).isEqualTo(theirs.nextDeadline());
        assertThat(patterns(mine)).isEqualTo(patterns(theirs));
      }
      UserState read = UserState.fromBytes(mine.toBytes()); // asking for measures moves them
      UserState theirsRead = UserState.fromBytes(theirs.toBytes());
      assertThat(detector.measures(read)).isEqualTo(other.detector.measures(theirsRead));
    }

    private static Map<Long, String> patterns(UserState state) {
      Map<Long, String> all = new HashMap<>();
      for (int i = 0; i < state.patterns.size(); i++) {
        PatternState runs = state.patterns.valueAt(i);
        StateWriter out = new StateWriter();
        runs.write(out);
        all.put(state.patterns.keyAt(i), Arrays.toString(out.toBytes()));
      }
      return all;
    }

    @Override
    public boolean wantsTransitions(String campaign, boolean said, String user) {
      return moves;
    }

    @Override
    public void trigger(Trigger trigger) {
      triggers.add(trigger);
      all.add(trigger);
    }

    @Override
    public void transition(Transition transition) {
      all.add(transition);
    }

    @Override
    public void rejected(Event event, String reason) {
      all.add(event.id() + " " + reason);
    }

    @Override
    public void repeated(Event event) {
      all.add(event.id() + " again");
    }
  }
}
