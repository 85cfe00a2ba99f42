package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A user's state is never larger than {@link #most} whatever comes; what does not fit is counted.
 * The formula is that of docs/operations.md.
 */
class StateBoundsTest {
  private static final int MIB = 1 << 20;

  private static final String[] DOCUMENTS = {
    measure("{aggregate: distinct, value: event.s}"),
    measure("{aggregate: distinct, value: 'event.s', over: 1h}"),
    measure("{aggregate: distinct, value: event.list, over: {from: day - 3d, to: day}}"),
    measure("{aggregate: first, value: event.s, over: 1h}"),
    measure("{aggregate: first, value: event.s, over: {from: day - 3d, to: day}}"),
    measure("{aggregate: last, value: event.s, by: event.g}"),
    measure("{aggregate: distinct, value: event.s, by: event.n}"),
    measure("{aggregate: sum, value: event.n, by: event.n % 50, over: 7d}"),
    measure("{aggregate: count, by: event.s, over: 1d}"),
    pattern("skip: no_skip", "event.n > a.n - 100"),
    pattern("skip: no_skip\n  correlate_by: event.g", "event.s != a.s"),
    pattern("correlate_by: event.s", "event.n > a.n - 100"),
    pattern("distinct: event.s", "event.n > 0"),
    pattern("correlate_by: event.g\n  distinct: event.s", "event.n > a.n"),
  };

  private static String measure(String measure) {
    return "id: m\nmeasures:\n  m: "
        + measure
        + "\npattern:\n  steps:\n    - {name: never, event: never, where: string(m) == 'x'}\n";
  }

  private static String pattern(String rules, String where) {
    return "id: p\npattern:\n  "
        + rules
        + "\n  steps:\n    - {name: a, event: look}\n    - {name: b, event: look, where: \""
        + where
        + "\", times: {min: 2}}\n    - {name: c, event: buy}\n"
        + "offer: {first: \"${a.id}\", more: \"${b.map(x, x.id)}\"}\n";
  }

  /** In bytes; the patterns here have three steps. */
  private static int most(int measures, int patterns) {
    return 3 * MIB / 2 + measures * 4 * MIB + patterns * (4 * MIB + 1_000 * (72 + 3 * 56));
  }

  @Property(tries = 1)
  void aStateIsNeverLargerThanItsBoundAndItsBytesHoldAllThatDecides(@ForAll long seed) {
    for (String document : DOCUMENTS) {
      boolean measures = document.startsWith("id: m");
      check(document, new Hostile(new Random(seed), 3_900), measures ? most(1, 0) : most(0, 1));
      if (!measures) { // what a measure keeps is small
        check(document, new Hostile(new Random(seed), 40_000), most(0, 1));
        check(document, new Hostile(new Random(seed), 300_000), most(0, 1));
      }
    }
  }

  private static void check(String document, Hostile hostile, int bound) {
    CampaignSet campaigns = TestCampaigns.of(document);
    var kept = new User(campaigns);
    var written = new User(campaigns);
    while (hostile.bytes < 9L * MIB && hostile.count < 2_500) {
      hostile.next(kept, written);
      if (hostile.count % 500 == 0) {
        byte[] bytes = written.state.toBytes();
        assertThat(bytes.length).as(document).isLessThanOrEqualTo(bound);
        written.state = UserState.fromBytes(bytes);
      }
    }
    assertThat(kept.state.toBytes().length).as(document).isLessThanOrEqualTo(bound);
    assertThat(written.state).as(document).isEqualTo(kept.state);
    assertThat(written.detector.conditionErrors()).isEqualTo(kept.detector.conditionErrors());
    assertThat(written.refused).isEqualTo(kept.refused);
  }

  private static final class User {
    final Detector detector;
    UserState state = new UserState("ann");
    int refused;

    User(CampaignSet campaigns) {
      detector =
          new Detector(
              campaigns, Detector.DEFAULT_LATENESS, Retention.of(Duration.ofDays(1)), 1_000);
    }

    void take(Event event) {
      detector.onEvent(event, state, Output.triggersTo(trigger -> {}));
    }

    void learn(Properties update, OptionalLong time) {
      refused += detector.onProfile(update, time, state).isPresent() ? 1 : 0;
    }
  }

  /** What somebody sends who wants the state to grow, each in a way of its own. */
  private static final class Hostile {
    private static final String[] LETTERS = {"x", "ж", "漢", "\u0000"};

    private final Random random;
    private final String filling;
    private final int groups;
    private final long step;
    private long time;
    private int count;
    private long bytes;

    /** Texts of up to so many bytes. */
    Hostile(Random random, int size) {
      this.random = random;
      String letter = LETTERS[random.nextInt(LETTERS.length)];
      filling = letter.repeat(size / letter.getBytes(StandardCharsets.UTF_8).length);
      groups = random.nextBoolean() ? 30 : 1_000_000;
      step = random.nextInt(5) == 0 ? 600_000 : 1;
    }

    void next(User... users) {
      count++;
      if (random.nextInt(10) > 0) {
        time += random.nextInt(20) == 0 ? -step : step;
        Event event = new Event("e" + count, "ann", type(), time, Properties.of(properties()));
        for (User user : users) {
          user.take(event);
        }
      } else {
        Properties update = Properties.of(Map.of("p" + random.nextInt(groups), text()));
        OptionalLong from =
            random.nextBoolean()
                ? OptionalLong.empty()
                : OptionalLong.of(time + random.nextInt(1_000_000_000));
        for (User user : users) {
          user.learn(update, from);
        }
      }
    }

    private String type() {
      return random.nextInt(50) == 0 ? "buy" : "look";
    }

    private Map<String, Object> properties() {
      Map<String, Object> properties = new HashMap<>();
      String text = text();
      properties.put("n", (long) random.nextInt(1000));
      properties.put("s", text);
      properties.put("g", "g" + random.nextInt(groups));
      properties.put("list", List.of(text));
      return properties;
    }

    /** Distinct, and of growing length. */
    private String text() {
      int length = (int) Math.min(filling.length(), 1 + filling.length() * (long) count / 200);
      bytes += filling.charAt(0) < 0x80 ? length : 2L * length;
      return count + filling.substring(0, length);
    }
  }

  @Example
  void threeEventsOf400KilobytesStillMatch() {
    var replay =
        new TestCampaigns.Replay(
            TestCampaigns.of(
                """
                id: large
                pattern:
                  steps:
                    - {name: looks, event: look, times: 3, where: event.s.size() > 0}
                offer: {sizes: "${looks.map(l, l.s.size())}"}
                """));
    for (int i = 0; i < 3; i++) {
      replay.take(event("e" + i, i, Map.of("s", "x".repeat(400_000))));
    }
    assertThat(replay.triggers).hasSize(1);
    assertThat(replay.detector.conditionErrors()).isEmpty();
  }

  @Example
  void whatRunsKeepBeyondTheirRoomDropsTheOldestCountedAndJournalled() {
    var replay =
        new TestCampaigns.Replay(
            TestCampaigns.of(pattern("skip: no_skip\n  correlate_by: event.g", "event.n > 0")));
    for (int i = 0; i < 11; i++) {
      replay.take(event("e" + i, i, Map.of("g", i, "s", "x".repeat(400_000))));
    }
    assertThat(replay.transitions)
        .filteredOn(move -> move.kind() == Transition.Kind.DROPPED)
        .hasSize(4); // of 4 MiB, seven times 400 KB stay in three quarters
    assertThat(replay.detector.conditionErrors()).isEqualTo(Map.of("p", Map.of("run dropped", 4L)));
    assertThat(replay.detector.open(replay.states.get("ann"))).hasSize(7);
  }

  @Example
  void aKeyOrValueOfMoreThanFourKilobytesIsNotKeptButCounted() {
    var replay =
        new TestCampaigns.Replay(
            TestCampaigns.of(
                DOCUMENTS[0].replace("id: m", "id: distinct"),
                DOCUMENTS[8].replace("id: m", "id: group"),
                DOCUMENTS[11].replace("id: p", "id: correlate")));
    replay.take(event("e0", 0, Map.of("n", 1L, "s", "x".repeat(4_097))));
    assertThat(replay.detector.conditionErrors())
        .isEqualTo(
            Map.of(
                "distinct", Map.of("limit", 1L),
                "group", Map.of("limit", 1L),
                "correlate", Map.of("limit", 1L)));
    replay.take(event("e1", 0, Map.of("n", 1L, "s", "x".repeat(4_080))));
    assertThat(replay.detector.conditionErrors()).hasSize(3);
    assertThat(replay.detector.open(replay.states.get("ann"))).hasSize(1);
  }

  @Example
  void aProfileThatWouldBecomeTooLargeStaysAsItIs() {
    Detector detector = new Detector(TestCampaigns.of(DOCUMENTS[0]));
    UserState state = new UserState("ann");
    OptionalLong ever = OptionalLong.empty();
    for (int i = 0; i < 1_000; i++) {
      assertThat(detector.onProfile(Properties.of(Map.of("p" + i, 1L)), ever, state)).isEmpty();
    }
    assertThat(detector.onProfile(Properties.of(Map.of("more", 1L)), ever, state))
        .hasValueSatisfying(
            refused ->
                assertThat(refused)
                    .hasToString(
                        "beyond limits: the profile would have 1,001 properties; at most 1,000"));
    assertThat(detector.onProfile(Properties.of(Map.of("p7", 2L)), ever, state)).isEmpty();
    assertThat(detector.onProfile(Properties.of(Map.of("p7", "x".repeat(300_000))), ever, state))
        .isPresent();
    assertThat(state.profile().properties().get("p7")).isEqualTo(2L);
  }

  @Example
  void updatesAheadOfTheClockHaveAnEndInNumberAndInBytes() {
    Detector detector = new Detector(TestCampaigns.of(DOCUMENTS[0]));
    UserState many = new UserState("ann");
    for (int i = 0; i < 1_000; i++) {
      assertThat(detector.onProfile(Properties.of(Map.of("p", 1L)), OptionalLong.of(i), many))
          .isEmpty();
    }
    assertThat(detector.onProfile(Properties.of(Map.of("p", 1L)), OptionalLong.of(9), many))
        .hasValueSatisfying(
            refused -> assertThat(refused.detail()).contains("ahead of the user's clock"));
    UserState large = new UserState("bob");
    Properties update = Properties.of(Map.of("p", "x".repeat(100_000)));
    assertThat(detector.onProfile(update, OptionalLong.of(1), large)).isEmpty();
    assertThat(detector.onProfile(update, OptionalLong.of(2), large)).isEmpty();
    assertThat(detector.onProfile(update, OptionalLong.of(3), large)).isPresent();
    assertThat(detector.onProfile(update, OptionalLong.empty(), large)).isPresent();
  }

  private static Event event(String id, long time, Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.putIfAbsent("n", 1L);
    all.replaceAll(
        (name, value) -> value instanceof Integer number ? (Object) (long) number : value);
    return new Event(id, "ann", "look", time, Properties.of(all));
  }
}
