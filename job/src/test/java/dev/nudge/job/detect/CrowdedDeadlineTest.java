package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The deadlines of many users at one moment: {@link Deadlines#GRAIN} has all of them. */
final class CrowdedDeadlineTest {
  private static final long SECOND = 1_000;
  private static final int USERS = 3_000;

  @Test
  void thoseWhoWaitedForLongFireOneAfterTheOther() throws Exception {
    long due = Duration.ofHours(8).toMillis();
    try (Subtasks subtasks = waiting("8h")) {
      long lastMinutes = due - Duration.ofMinutes(10).toMillis();
      subtasks.time(lastMinutes);
      for (int i = 0; i < USERS; i += 2) {
        subtasks.take(event("again" + i, "user-" + i, "cart", lastMinutes));
      }
      subtasks.time(due - 1);
      assertThat(fired(subtasks)).isZero();
      long before = 0;
      for (long late = SECOND; late <= Deadlines.GRAIN; late += SECOND) {
        subtasks.time(due + late - 1);
        long fired = fired(subtasks);
        assertThat(fired - before).as("in one second").isBetween(50L, 150L);
        before = fired;
      }
      assertThat(before).isEqualTo(USERS);
      assertThat(subtasks.out())
          .filteredOn(line -> line.startsWith("nudge.triggers"))
          .as("each at the moment that it waited for")
          .allMatch(line -> line.contains("\"time\":\"1970-01-01T08:00:00"));
    }
  }

  @Test
  void whatIsNearFiresWhenItIsDue() throws Exception {
    long due = Duration.ofMinutes(59).toMillis();
    try (Subtasks subtasks = waiting("59m")) {
      subtasks.time(due - 1);
      assertThat(fired(subtasks)).isZero();
      subtasks.time(due);
      assertThat(fired(subtasks)).isEqualTo(USERS);
    }
  }

  /** Users who did all the same at time zero. */
  private static Subtasks waiting(String within) throws Exception {
    Subtasks subtasks = new Subtasks(DetectOperatorLawsTest.settings("0s"), 2, false);
    subtasks.tablesRead();
    subtasks.time(0);
    String document =
        """
        id: not-bought
        pattern:
          steps:
            - {name: cart, event: cart}
            - {name: buy, event: buy, absent: true}
          within: %s
        """
            .formatted(within);
    subtasks.tell(
        new Message.Published(
            new Version("not-bought", 1, Version.State.ACTIVE, 0, document, "", 1, 0),
            new RecordId(0, 0)));
    for (int i = 0; i < USERS; i++) {
      subtasks.take(event("e" + i, "user-" + i, "cart", 0));
    }
    return subtasks;
  }

  private static Message event(String id, String user, String type, long time) {
    Event event = new Event(id, user, type, time, Properties.of(Map.of("p", "p")));
    return new Message.Happened(event, time);
  }

  private static long fired(Subtasks subtasks) {
    return subtasks.out().stream().filter(line -> line.startsWith("nudge.triggers")).count();
  }
}
