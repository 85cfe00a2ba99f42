package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A campaign that is published while it all goes on, and looks back. */
final class HistoryTest {
  private static final String COMES_BACK =
      """
      id: comes-back
      published: "1970-01-05T00:00:00Z"
      measures:
        searches: {aggregate: count, event: search, over: {from: publish - 3d, to: publish}}
      pattern:
        steps:
          - {name: login, event: login}
      when: searches >= 2
      offer: {searches: "${searches}"}
      """;

  private final List<Trigger> triggers = new ArrayList<>();
  private final Output output = Output.triggersTo(triggers::add);

  @Test
  void aMeasurePublishedLaterBeginsWithTheHistory() {
    UserState state = beforePublication(Duration.ofDays(7));

    afterPublication(state);

    assertThat(triggers)
        .extracting(trigger -> trigger.measures().get("searches"))
        .containsExactly(2L);
  }

  @Test
  void theHistoryIsWrittenAndReadWithTheState() {
    UserState state = UserState.fromBytes(beforePublication(Duration.ofDays(7)).toBytes());

    afterPublication(state);

    assertThat(triggers).hasSize(1);
  }

  @Test
  void withoutAHistoryAMeasureBeginsWhenItIsPublished() {
    UserState state = beforePublication(Duration.ZERO);

    afterPublication(state);

    assertThat(triggers).isEmpty();
    assertThat(state.history.isEmpty()).isTrue();
  }

  @Test
  void whatIsOlderThanItIsKeptForIsForgotten() {
    UserState state = beforePublication(Duration.ofDays(1));

    afterPublication(state);

    assertThat(triggers).isEmpty();
  }

  @Test
  void theHistoryOfAUserIsBounded() {
    History history = new History();
    for (int i = 0; i < History.MOST + 5; i++) {
      history.add(event("e" + i, "search", i), Long.MIN_VALUE);
    }

    assertThat(history.events()).hasSize(History.MOST);
    assertThat(history.events().iterator().next().id()).isEqualTo("e5");
  }

  @Test
  void aStateOfTheFirstVersionIsStillRead() {
    StateWriter old = new StateWriter();
    old.varint(1);
    old.string("ann");
    old.zigzag(42);
    old.properties(Properties.of(Map.of("tier", "gold")));
    old.zigzag(Long.MAX_VALUE);
    old.varint(0);
    old.varint(0);

    UserState read = UserState.fromBytes(old.toBytes());

    assertThat(read.clock()).isEqualTo(42);
    assertThat(read.profile().properties().get("tier")).isEqualTo("gold");
  }

  @Test
  void aProfileUpdateAheadOfTheClockIsKeptWithTheState() {
    Detector detector = new Detector(TestCampaigns.of(COMES_BACK));
    UserState state = new UserState("ann");
    detector.onEvent(event("e1", "search", 10), state, output);
    detector.onProfile(Properties.of(Map.of("tier", "gold")), OptionalLong.of(20), state);

    UserState read = UserState.fromBytes(state.toBytes());
    assertThat(read.profile().properties().size()).isZero();
    detector.onEvent(event("e2", "search", 20), read, output);
    assertThat(read.profile().properties().get("tier")).isEqualTo("gold");
  }

  @Test
  void untilSomeCampaignLooksBackNothingIsKeptAndFromThenOnAWeek() {
    CampaignSet set = TestCampaigns.of(COMES_BACK);
    Detector auto = new Detector(set, Detector.DEFAULT_LATENESS, Retention.AUTO, 0);
    UserState state = new UserState("ann");

    auto.onEvent(event("e1", "search", days(3)), state, output);
    assertThat(state.history.isEmpty()).isTrue();
    auto.onEvent(event("e2", "search", days(4)), state, output);
    auto.onEvent(event("e3", "search", days(12)), state, output);
    assertThat(state.history.events()).extracting(Event::id).containsExactly("e3");
  }

  @Test
  void whenNoCampaignLooksBackAnyMoreTheHistoryIsForgotten() {
    UserState state = beforePublication(Duration.ofDays(7));

    new Detector(TestCampaigns.of(), Detector.DEFAULT_LATENESS, Retention.AUTO, 0)
        .onEvent(event("e5", "search", days(5)), state, output);

    assertThat(state.history.isEmpty()).isTrue();
  }

  @Test
  void whatIsForgottenLeavesRoom() {
    History history = new History();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3; i++) {
        Properties large = Properties.of(Map.of("text", "x".repeat(History.BYTES / 8)));
        history.add(new Event("e" + i, "ann", "search", i, large), Long.MIN_VALUE);
      }
      assertThat(history.events()).hasSize(3);
      history.clear();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'publish - 3d', 5, true, 100, true",
    "'publish + 1h', 5, false, 5, false",
    "'1970-01-02T00:00:00Z', 5, true, 100, true",
    "'day', 5, true, 9, false",
  })
  void aCampaignLooksBackAsLongAsItsWindowHoldsWhatWasBeforeIt(
      String from, int published, boolean atOnce, int later, boolean stillThen) {
    CampaignSet set = lookingBack("a", published, "{from: " + from + "}");

    assertThat(set.looksBackAt(days(published) - 1)).isFalse();
    assertThat(set.looksBackAt(days(published))).isEqualTo(atOnce);
    assertThat(set.looksBackAt(days(later))).isEqualTo(stillThen);
  }

  @Test
  void aSlidingWindowLooksBackUntilItIsOlderThanItIsLong() {
    CampaignSet set = lookingBack("a", 5, "2d");

    assertThat(set.looksBackAt(days(7) - 1)).isTrue();
    assertThat(set.looksBackAt(days(7))).isFalse();
    assertThat(set.sights("a", 1, Retention.NONE))
        .containsExactly(new Sight("m", "in the last 2d", days(5), false));
  }

  @Test
  void theFirstThatLooksBackSeesFromItsPublicationOnAndTheNextAsFarAsThat() {
    CampaignSet set =
        TestCampaigns.of(
            document("a", 5, "{from: publish - 3d}"),
            document("b", 7, "{from: publish - 3d}"),
            document("c", 30, "{from: publish - 3d}"));

    assertThat(set.sights("a", 1, Retention.AUTO))
        .containsExactly(new Sight("m", "from 1970-01-03T00:00:00Z", days(5), false));
    assertThat(set.sights("b", 1, Retention.AUTO))
        .containsExactly(new Sight("m", "from 1970-01-05T00:00:00Z", days(5), false));
    assertThat(set.sights("c", 1, Retention.AUTO))
        .containsExactly(new Sight("m", "from 1970-01-28T00:00:00Z", days(23), true));
    assertThat(set.sights("a", 1, Retention.of(Duration.ofDays(4))))
        .containsExactly(new Sight("m", "from 1970-01-03T00:00:00Z", days(1), true));
  }

  @Test
  void aMeasureThatAnotherCampaignHasIsAsOldAsThat() {
    CampaignSet set = TestCampaigns.of(document("a", 5, "3d"), document("b", 20, "3d"));

    assertThat(set.sights("b", 1, Retention.NONE))
        .containsExactly(new Sight("m", "in the last 3d", days(5), true));
  }

  private static CampaignSet lookingBack(String id, int day, String window) {
    return TestCampaigns.of(document(id, day, window));
  }

  /** A campaign with the measure m over a window. */
  private static String document(String id, int day, String window) {
    return """
        id: %s
        published: "%s"
        measures:
          m: {aggregate: count, event: search, over: %s}
        when: m >= 2
        """
        .formatted(id, Instant.EPOCH.plus(Duration.ofDays(day)), window);
  }

  /** A user searches on the second and third day, while no campaign asks for it. */
  private UserState beforePublication(Duration kept) {
    UserState state = new UserState("ann");
    Detector none =
        new Detector(TestCampaigns.of(), Detector.DEFAULT_LATENESS, Retention.of(kept), 0);
    none.onEvent(event("e1", "search", days(2)), state, output);
    none.onEvent(event("e2", "search", days(3)), state, output);
    none.onEvent(event("e3", "login", days(3) + 1), state, output);
    none.onEvent(event("e4", "view", days(4)), state, output);
    return state;
  }

  private void afterPublication(UserState state) {
    new Detector(TestCampaigns.of(COMES_BACK))
        .onEvent(event("e5", "login", days(5)), state, output);
  }

  private static long days(int days) {
    return Duration.ofDays(days).toMillis();
  }

  private static Event event(String id, String type, long time) {
    return new Event(id, "ann", type, time, Properties.EMPTY);
  }
}
