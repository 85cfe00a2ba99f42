package dev.nudge.engine.measure;

import static dev.nudge.engine.measure.Measuring.START;
import static dev.nudge.engine.measure.Measuring.event;
import static dev.nudge.engine.measure.Measuring.over;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.EvaluationError.Reason;
import dev.nudge.engine.measure.Measuring.Draft;
import dev.nudge.engine.measure.Measuring.User;
import dev.nudge.engine.state.CorruptStateException;
import dev.nudge.engine.state.StateReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureStateTest {
  private static final Window MINUTE = over(Duration.ofMinutes(1));
  private static final Window ALL = new Window.All();
  private static final Window TODAY = CalendarWindowTest.calendar("day", null);
  private static final Window YESTERDAY = CalendarWindowTest.calendar("yesterday", "day");

  @Test
  void anEventLeavesASlidingWindowExactlyItsLengthLater() {
    User user = new User(Draft.of(Aggregates.COUNT, MINUTE).plan());
    user.on(START, 1L);
    assertThat(user.readAt(START + 59_999)).isEqualTo(1L);
    assertThat(user.readAt(START + 60_000)).isEqualTo(0L);
  }

  @Test
  void aLateEventCountsAtItsOwnTime() {
    User user = new User(Draft.of(Aggregates.LAST, MINUTE).plan());
    user.on(START, "now");
    assertThat(user.on(START - 10, "earlier")).isFalse();
    assertThat(user.read()).isEqualTo("now");
    user = new User(Draft.of(Aggregates.FIRST, MINUTE).plan());
    user.on(START, "now");
    assertThat(user.on(START - 10, "earlier")).isTrue();
    assertThat(user.read()).isEqualTo("earlier");
    assertThat(user.on(START - 60_000, "out of the window")).isFalse();
  }

  @Test
  void overNoEventsThereIsZeroOrAnEmptyListOrNoValue() {
    for (Window window : List.of(ALL, MINUTE, TODAY, YESTERDAY)) {
      assertThat(empty(Aggregates.COUNT, window)).isEqualTo(0L);
      assertThat(empty(Aggregates.DISTINCT, window)).isEqualTo(0L);
      assertThat(empty(Aggregates.SUM, window)).isEqualTo(0.0);
      assertThat(empty(Aggregates.TOP, window)).isEqualTo(List.of());
      assertThat(empty(Aggregates.MIN, window)).isEqualTo(Reason.NO_VALUE);
      assertThat(empty(Aggregates.MAX, window)).isEqualTo(Reason.NO_VALUE);
      assertThat(empty(Aggregates.AVG, window)).isEqualTo(Reason.NO_VALUE);
      assertThat(empty(Aggregates.FIRST, window)).isEqualTo(Reason.NO_VALUE);
      assertThat(empty(Aggregates.LAST, window)).isEqualTo(Reason.NO_VALUE);
    }
  }

  private static Object empty(Aggregate aggregate, Window window) {
    return new User(Draft.of(aggregate, window).plan()).readAt(START);
  }

  @Test
  void theTopThreeAreDescendingAndMoveUpWhenOneLeaves() {
    User user = new User(Draft.of(Aggregates.TOP, MINUTE).plan());
    user.on(START, 40L);
    user.on(START + 1, 10L);
    user.on(START + 2, 30L);
    user.on(START + 3, 20.5);
    assertThat(user.read()).isEqualTo(List.of(40.0, 30.0, 20.5));
    assertThat(user.readAt(START + 60_000)).isEqualTo(List.of(30.0, 20.5, 10.0));
  }

  @Test
  void oneAndOnePointZeroAreOneDistinctValueAndEachListIsItsElements() {
    User user = new User(Draft.of(Aggregates.DISTINCT, ALL).plan());
    List<Object> values =
        List.of(1L, 1.0, true, "1", Null.NULL, 0x1p53, 1L << 53, List.of(1L), List.of(1.0));
    for (Object value : values) {
      user.on(START, value);
    }
    assertThat(user.read()).isEqualTo(6L);
    assertThat(user.on(START, 0.5)).isTrue();
    assertThat(user.on(START, 0.5)).as("nothing new").isFalse();
  }

  @Test
  void sequencesDoNotOverlapAndOtherEventsMayLieBetween() {
    User user = new User(Draft.of(Aggregates.COUNT, MINUTE).then("b").then("e").plan());
    String story = "e b x b e e b e b";
    long time = START;
    for (String type : story.split(" ")) {
      user.on(event(time++, type, Map.of()));
    }
    assertThat(user.read()).isEqualTo(2L);
    user.on(event(START + 30_000, "e", Map.of()));
    assertThat(user.read()).isEqualTo(3L);
    assertThat(user.readAt(START + 60_001)).as("the second b takes over").isEqualTo(3L);
    assertThat(user.readAt(START + 60_003)).as("both are gone").isEqualTo(2L);
  }

  @Test
  void aGroupedMeasureReadsTheGroupOfTheCurrentEvent() {
    User user = new User(Draft.of(Aggregates.COUNT, MINUTE).by("g").plan());
    Event shoe = event(START, "view", Map.of("g", "shoe"));
    Event hat = event(START, "view", Map.of("g", "hat"));
    user.on(shoe);
    user.on(shoe);
    user.on(hat);
    assertThat(user.read(shoe)).isEqualTo(2L);
    assertThat(user.read(hat)).isEqualTo(1L);
    assertThat(user.read(event(START, "view", Map.of("g", "sock")))).isEqualTo(0L);
    assertThat(user.read(event(START, "view", Map.of()))).isEqualTo(Reason.MISSING);
    assertThat(user.read(null)).as("a deadline has no event").isEqualTo(Reason.MISSING);
  }

  @Test
  void whatCannotBeCountedIsSkippedWithItsReason() {
    User user = new User(Draft.of(Aggregates.SUM, ALL).plan());
    user.on(event(START, "a", Map.of()));
    user.on(START, "ten");
    user.on(START, Double.NaN);
    user.on(START, 2e300);
    user.on(START, 10L);
    assertThat(user.read()).isEqualTo(10.0);
    assertThat(user.skipped)
        .containsExactly(Reason.MISSING, Reason.WRONG_TYPE, Reason.OVERFLOW, Reason.OVERFLOW);
  }

  @Test
  void aConditionThatIsNoBooleanIsFalseAndCounted() {
    User user = new User(Draft.of(Aggregates.COUNT, ALL).where("ok").plan());
    user.on(event(START, "a", Map.of("ok", "yes")));
    user.on(event(START, "a", Map.of()));
    user.on(event(START, "a", Map.of("ok", false)));
    user.on(event(START, "a", Map.of("ok", true)));
    assertThat(user.read()).isEqualTo(1L);
    assertThat(user.skipped).containsExactly(Reason.WRONG_TYPE, Reason.MISSING);
  }

  @Test
  void theDayBeginsWhereTheUserLivesAndInUtcWhereThatIsUnknown() {
    long midnightInNewYork = Instant.parse("2026-11-20T05:00:00Z").toEpochMilli();
    assertThat(countAcross(midnightInNewYork, "America/New_York")).isEqualTo(1L);
    assertThat(countAcross(midnightInNewYork, "UTC")).isEqualTo(2L);
    assertThat(countAcross(midnightInNewYork, "Middle-earth/Bree")).isEqualTo(2L);
    assertThat(countAcross(midnightInNewYork, 5L)).isEqualTo(2L);
  }

  private static Object countAcross(long midnight, Object zone) {
    User user = new User(Draft.of(Aggregates.COUNT, TODAY).plan());
    user.frame.profile = new Profile(Properties.of(Map.of("timezone", zone)));
    user.on(midnight - 1, 1L);
    user.on(midnight, 1L);
    user.on(midnight - 2, 1L);
    return zone.equals("America/New_York") ? user.read() : (Object) ((Long) user.read() - 1);
  }

  @Test
  void aZoneThatChangesWithinTheDayIsMarked() {
    User user = new User(Draft.of(Aggregates.COUNT, TODAY).plan());
    user.on(START, 1L);
    user.frame.profile = new Profile(Properties.of(Map.of("timezone", "Asia/Tokyo")));
    user.on(START + 1, 1L);
    assertThat(user.state.approximate()).isTrue();
    user.on(START + Duration.ofDays(2).toMillis(), 1L);
    assertThat(user.state.approximate()).as("the next day is exact again").isFalse();
    assertThat(user.read()).isEqualTo(1L);
  }

  @Test
  void aDayThatBeginsAmidWhatWasCountedKeepsItAndIsMarked() {
    User user = new User(Draft.of(Aggregates.COUNT, TODAY).plan());
    user.on(START - Duration.ofHours(9).toMillis(), 1L);
    user.on(START, 1L);
    user.frame.profile = new Profile(Properties.of(Map.of("timezone", "America/New_York")));
    assertThat(user.read()).as("one of them was yesterday in New York").isEqualTo(2L);
    assertThat(user.state.approximate()).isTrue();
  }

  @Test
  void aStateWithNothingLeftInItsWindowCanBeDropped() {
    User user = new User(Draft.of(Aggregates.MAX, MINUTE).by("g").plan());
    assertThat(user.state.emptyFrom(user.plan)).isEqualTo(Long.MIN_VALUE);
    user.on(event(START, "a", Map.of("v", 1L, "g", "x")));
    user.on(event(START + 1, "a", Map.of("v", 1L, "g", "y")));
    assertThat(user.state.emptyFrom(user.plan)).isEqualTo(START + 60_001);
    User forever = new User(Draft.of(Aggregates.COUNT, ALL).plan());
    forever.on(START, 1L);
    assertThat(forever.state.emptyFrom(forever.plan)).isEqualTo(Long.MAX_VALUE);
    User today = new User(Draft.of(Aggregates.COUNT, TODAY).plan());
    today.on(START, 1L);
    assertThat(today.state.emptyFrom(today.plan))
        .isBetween(START + 1000, START + Duration.ofDays(4).toMillis());
  }

  @Test
  void timesAtTheEndsOfTheWorldHarmNothing() {
    for (Window window :
        List.of(ALL, MINUTE, TODAY, YESTERDAY, over(Duration.ofSeconds(Long.MAX_VALUE)))) {
      for (Aggregate aggregate : Aggregates.byName().values()) {
        User user = new User(Draft.of(aggregate, window).plan());
        user.on(Long.MIN_VALUE, 1L);
        user.on(Long.MIN_VALUE + 1, 2L);
        user.writeAndReadBack();
        user.on(0, 3L);
        user.on(Long.MAX_VALUE, 4L);
        user.writeAndReadBack();
        assertThat(user.read()).isNotNull();
      }
    }
  }

  @Test
  void damagedBytesAreRefusedAndNothingElseHappens() {
    for (Aggregate aggregate : Aggregates.byName().values()) {
      for (Window window : List.of(ALL, MINUTE, TODAY, YESTERDAY)) {
        User user = new User(Draft.of(aggregate, window).by("g").plan());
        for (int i = 0; i < 5; i++) {
          user.on(
              event(
                  START + i,
                  "a",
                  Map.of("v", i * 1.25, "g", i % 2 == 0 ? "x" : (Object) (long) i)));
        }
        byte[] bytes = user.bytes();
        for (int cut = 0; cut < bytes.length; cut++) {
          byte[] part = Arrays.copyOf(bytes, cut);
          assertThatThrownBy(() -> MeasureState.read(new StateReader(part)))
              .isInstanceOf(CorruptStateException.class);
        }
        for (int at = 0; at < bytes.length; at++) {
          for (int flip = 1; flip < 256; flip += 7) {
            byte[] wrong = bytes.clone();
            wrong[at] ^= (byte) flip;
            readOrRefuse(wrong);
          }
        }
      }
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      MeasureState.read(new StateReader(bytes));
    } catch (CorruptStateException e) {
      assertThat(e).hasMessageContaining("damaged");
    }
  }

  @Test
  void aPriceInASlidingWindowTakesFewBytes() {
    User user = new User(Draft.of(Aggregates.SUM, over(Duration.ofDays(7))).plan());
    for (int i = 0; i < 1000; i++) {
      user.on(START + i * 60_000L, 19.99 + i);
    }
    assertThat(user.bytes().length).isLessThan(8000);
  }
}
