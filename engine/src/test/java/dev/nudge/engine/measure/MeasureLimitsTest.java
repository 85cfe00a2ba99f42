package dev.nudge.engine.measure;

import static dev.nudge.engine.measure.Measuring.START;
import static dev.nudge.engine.measure.Measuring.event;
import static dev.nudge.engine.measure.Measuring.over;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.measure.Measuring.Draft;
import dev.nudge.engine.measure.Measuring.User;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureLimitsTest {
  private static final MeasureLimits SMALL = new MeasureLimits(100, 50, 10, 4L << 20, 1000);
  private static final Window HOUR = over(Duration.ofHours(1));

  @Test
  void beyondTheLimitEveryWindowStaysBoundedMarkedAndReadable() {
    for (Aggregate aggregate : Aggregates.byName().values()) {
      User user = new User(Draft.of(aggregate, HOUR).limits(SMALL).plan());
      User stored = new User(user.plan);
      for (int i = 0; i < 5000; i++) {
        // Descending for most: the worst case for max and top; ascending for min.
        long value = aggregate == Aggregates.MIN ? i : 10_000 - i;
        Event next = event(START + i, "a", Map.of("v", value));
        user.on(next);
        stored.on(next);
        if (i % 100 == 0) {
          stored.writeAndReadBack();
        }
      }
      assertThat(stored.read()).isEqualTo(user.read());
      assertThat(stored.state).isEqualTo(user.state);
      assertThat(user.state.approximate()).isEqualTo(aggregate != Aggregates.LAST);
      assertThat(user.bytes().length).as("%s", aggregate).isLessThan(1200);
      user.writeAndReadBack();
      assertThat(user.state.approximate()).isEqualTo(aggregate != Aggregates.LAST);
      user.readAt(START + Duration.ofHours(2).toMillis());
      assertThat(user.state.approximate()).as("an empty window is exact").isFalse();
    }
  }

  @Test
  void panesKeepEveryEventUntilTheyLeaveTogether() {
    User count = new User(Draft.of(Aggregates.COUNT, HOUR).limits(SMALL).plan());
    User sum = new User(Draft.of(Aggregates.SUM, HOUR).limits(SMALL).plan());
    User average = new User(Draft.of(Aggregates.AVG, HOUR).limits(SMALL).plan());
    User sequences =
        new User(Draft.of(Aggregates.COUNT, HOUR).limits(SMALL).then("a").then("a").plan());
    User top = new User(Draft.of(Aggregates.TOP, HOUR).limits(SMALL).plan());
    for (int i = 0; i < 1000; i++) {
      for (User user : List.of(count, sum, average, sequences)) {
        user.on(START + i * 1000L, 0.1);
      }
      top.on(START + i * 1000L, 10_000L - i);
    }
    assertThat(count.read()).isEqualTo(1000L);
    assertThat((double) sum.read()).isCloseTo(100.0, within(1e-9));
    assertThat((double) average.read()).isCloseTo(0.1, within(1e-12));
    assertThat(sequences.read()).isEqualTo(500L);
    assertThat(top.read()).isEqualTo(List.of(10_000.0, 9_999.0, 9_998.0));
    // A pane is 4/100 of an hour, 144 events, and leaves when its last event does.
    long full = START + Duration.ofHours(1).toMillis() - 1;
    for (long gone = 50; gone < 1000; gone += 50) {
      long exact = 1000 - gone;
      long now = full + gone * 1000;
      assertThat((long) count.readAt(now)).isBetween(exact, exact + 144);
      assertThat((double) sum.readAt(now)).isBetween(exact * 0.0999, (exact + 144) * 0.1001);
      assertThat((long) sequences.readAt(now)).isBetween(exact / 2, (exact + 144) / 2);
      assertThat((double) average.readAt(now)).isCloseTo(0.1, within(1e-12));
    }
    long end = START + Duration.ofHours(2).toMillis();
    assertThat(count.readAt(end)).isEqualTo(0L);
    assertThat(sum.readAt(end)).isEqualTo(0.0);
    assertThat(sequences.readAt(end)).isEqualTo(0L);
  }

  @Test
  void greatestNumbersKeepOnlyWhatCanStillBecomeOne() {
    User user = new User(Draft.of(Aggregates.TOP, HOUR).plan());
    for (int i = 0; i < 5000; i++) {
      user.on(START + i, (long) i);
    }
    assertThat(user.read()).isEqualTo(List.of(4999.0, 4998.0, 4997.0));
    assertThat(user.bytes().length).as("the three greatest are also the latest").isLessThan(40);
  }

  @Test
  void sequencesOverAllHistoryNeedNoMoreRoomAsItGrowsAndStayExact() {
    User user =
        new User(
            Draft.of(Aggregates.COUNT, new Window.All()).limits(SMALL).then("a").then("b").plan());
    for (int i = 0; i < 30_000; i++) {
      user.on(event(START + i * 100L, i % 3 == 0 ? "a" : "b", Map.of()));
    }
    assertThat(user.read()).isEqualTo(10_000L);
    assertThat(user.state.approximate()).isFalse();
    assertThat(user.bytes().length).isLessThan(600);
  }

  @Test
  void theLeastRecentlyUpdatedGroupMakesRoomAndIsCounted() {
    User user = new User(Draft.of(Aggregates.COUNT, HOUR).by("g").limits(SMALL).plan());
    for (int i = 0; i < 10; i++) {
      user.on(group(i));
    }
    user.on(group(0));
    assertThat(user.groupsDropped).isZero();
    assertThat(user.state.approximate()).isFalse();
    user.writeAndReadBack();
    user.on(group(10));
    assertThat(user.groupsDropped).isOne();
    assertThat(user.state.approximate()).isTrue();
    assertThat(user.read(group(0))).as("updated lately").isEqualTo(2L);
    assertThat(user.read(group(1))).as("the one that went").isEqualTo(0L);
    assertThat(user.read(group(2))).isEqualTo(1L);
  }

  @Test
  void whenAllGroupsHaveLeftTheWindowTheValueIsExactAgain() {
    User user = new User(Draft.of(Aggregates.COUNT, HOUR).by("g").limits(SMALL).plan());
    for (int i = 0; i <= 10; i++) {
      user.on(group(i));
    }
    assertThat(user.state.approximate()).isTrue();
    assertThat(user.state.emptyFrom(user.plan)).isEqualTo(START + Duration.ofHours(1).toMillis());

    user.frame.now = START + Duration.ofHours(1).toMillis();
    user.read(group(10));

    assertThat(user.state.approximate()).isFalse();
  }

  private static Event group(int number) {
    return event(START, "a", Map.of("g", "group " + number));
  }

  @Test
  void groupsWithNothingLeftMakeRoomWithoutALoss() {
    User user = new User(Draft.of(Aggregates.COUNT, HOUR).by("g").limits(SMALL).plan());
    for (int i = 0; i < 1000; i++) {
      user.on(event(START + i * Duration.ofMinutes(10).toMillis(), "a", Map.of("g", (long) i)));
    }
    assertThat(user.groupsDropped).isZero();
    assertThat(user.state.approximate()).isFalse();
    assertThat(user.bytes().length).isLessThan(200);
  }

  @Test
  void countingInASlidingWindowAllocatesNothing() {
    User user = new User(Draft.of(Aggregates.COUNT, over(Duration.ofSeconds(1))).plan());
    Event[] events = new Event[20_000];
    for (int i = 0; i < events.length; i++) {
      events[i] = event(START + i * 10L, "a", Map.of());
    }
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    long sum = 0;
    for (int i = 0; i < events.length; i++) {
      if (i == events.length / 2) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      user.on(events[i]);
      user.state.load(user.plan, user.frame);
      sum += user.frame.word;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes for 10,000 events").isLessThan(1000);
    assertThat(sum).isEqualTo(100L * events.length - 99 * 100 / 2);
  }
}
