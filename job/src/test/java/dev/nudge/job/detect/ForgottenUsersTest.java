package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.Version.State;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who do not come back, their measures and their runs leave the state by themselves. */
final class ForgottenUsersTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /**
   * What the funnel of some campaigns takes in a checkpoint, in bytes; a user takes about as much.
   */
  private static final long FUNNELS = 400;

  private static final int USERS = 1_000;

  private static final String TWICE =
      """
      id: twice
      measures:
        views: {aggregate: count, event: view, over: 1h}
      when: views >= 2
      """;

  private static final String NOT_BOUGHT =
      """
      id: not-bought
      pattern:
        steps:
          - {name: cart, event: cart}
          - {name: buy, event: buy, absent: true}
        within: 2h
      """;

  private static final String BOUGHT =
      """
      id: bought
      pattern:
        steps: [{name: view, event: view}, {name: buy, event: buy, where: event.p == view.p}]
        within: 1h
      """;

  private static final String EVER =
      """
      id: ever
      measures:
        views: {aggregate: count, event: view}
      when: views >= 3
      """;

  private Subtasks subtasks;
  private int number;

  @BeforeEach
  void start() throws Exception {
    subtasks = subtasks(false);
  }

  private static Subtasks subtasks(boolean onDisk) throws Exception {
    Subtasks fresh =
        new Subtasks(DetectOperatorLawsTest.settings(Map.of("time.lateness", "1h")), 2, onDisk);
    fresh.tablesRead();
    fresh.time(0);
    return fresh;
  }

  @AfterEach
  void stop() throws Exception {
    subtasks.close();
  }

  @Test
  void usersWhoCameOnceLeaveNeitherStateNorTimers() throws Exception {
    publish(TWICE, NOT_BOUGHT, BOUGHT);
    long empty = subtasks.bytes();
    for (int i = 0; i < USERS; i++) {
      long time = i * SECOND;
      subtasks.time(time);
      subtasks.take(event("u" + i, i % 2 == 0 ? "view" : "cart", time));
    }
    assertThat(subtasks.users()).isEqualTo(USERS);
    assertThat(subtasks.timers()).as("one a user").isEqualTo(USERS);

    // The carts wait two hours, and an hour for stragglers; so do the views, an hour and an hour.
    subtasks.time(USERS * SECOND + 4 * HOUR);

    assertThat(fired("not-bought")).isEqualTo(USERS / 2);
    assertThat(subtasks.users()).isZero();
    assertThat(subtasks.timers()).isZero();
    assertThat(subtasks.bytes() - empty)
        .as("the funnel of two campaigns, however many users there were")
        .isLessThan(FUNNELS);
  }

  @Test
  void usersWhoCameTogetherAreForgottenOneAfterTheOther() throws Exception {
    publish(TWICE);
    for (int i = 0; i < USERS; i++) {
      subtasks.take(event("u" + i, "view", MINUTE));
    }

    subtasks.time(MINUTE + 2 * HOUR - 1);
    assertThat(subtasks.users()).as("their window, and the lateness").isEqualTo(USERS);
    subtasks.time(MINUTE + 2 * HOUR + ForgetTimes.GRAIN / 2);
    assertThat(subtasks.users()).isBetween(USERS / 4, USERS * 3 / 4);
    subtasks.time(MINUTE + 2 * HOUR + ForgetTimes.GRAIN);
    assertThat(subtasks.users()).isZero();
  }

  @Test
  void whoComesBackAfterwardsFiresAsBefore() throws Exception {
    publish(TWICE, BOUGHT);
    for (int round = 0; round < 3; round++) {
      long now = round * DAY;
      subtasks.time(now);
      assertThat(subtasks.users()).as("forgotten since the day before").isZero();
      subtasks.take(event("ann", "view", now + MINUTE));
      subtasks.take(event("ann", "view", now + 2 * MINUTE));
      subtasks.take(event("ann", "buy", now + 3 * MINUTE));
    }

    assertThat(fired("twice")).isEqualTo(3);
    assertThat(fired("bought")).isEqualTo(3);
  }

  @Test
  void anEventThatIsLateOrComesAgainMeetsTheUserAsLongAsTheLatenessLasts() throws Exception {
    publish("id: any\npattern:\n  steps: [{name: a, event: view, times: 2}]\n");
    Message first = event("ann", "view", HOUR);
    subtasks.take(first);
    subtasks.time(2 * HOUR);

    subtasks.take(first);
    assertThat(fired("any")).as("it is known").isZero();
    subtasks.take(event("ann", "view", HOUR - MINUTE));

    assertThat(fired("any")).isOne();
  }

  @Test
  void aProfileStaysWithoutATimer() throws Exception {
    publish(TWICE + "audience: profile.tier == 'gold'\n");
    subtasks.take(
        new Message.Learnt("ann", OptionalLong.empty(), Properties.of(Map.of("tier", "gold"))));
    assertThat(subtasks.timers()).isZero();
    subtasks.take(event("ann", "view", MINUTE));
    assertThat(subtasks.timers()).isOne();

    subtasks.time(DAY);

    assertThat(subtasks.users()).isOne();
    assertThat(subtasks.timers()).isZero();
    subtasks.take(event("ann", "view", DAY + MINUTE));
    subtasks.take(event("ann", "view", DAY + 2 * MINUTE));
    assertThat(fired("twice")).isOne();
  }

  @Test
  void whatNoWindowEndsStaysUntilItsCampaignHasEnded() throws Exception {
    publish(EVER);
    subtasks.take(event("ann", "view", MINUTE));
    subtasks.take(event("ann", "view", 2 * MINUTE));
    subtasks.time(30 * DAY);
    assertThat(subtasks.users()).isOne();
    subtasks.take(event("ann", "view", 30 * DAY + MINUTE));
    assertThat(fired("ever")).isOne();

    subtasks.tell(version(EVER, 2, State.ENDED, 30 * DAY + 2 * MINUTE));
    subtasks.time(31 * DAY);
    subtasks.time(40 * DAY);

    assertThat(subtasks.users()).as("looked at once a week").isZero();
    assertThat(subtasks.timers()).isZero();
  }

  @Test
  void whoseEventsAreOldIsRememberedAsLongAsSomebodyOfTheirTimeWouldBe() throws Exception {
    publish(TWICE);
    subtasks.time(100 * DAY);
    subtasks.take(event("ann", "view", MINUTE));

    subtasks.time(100 * DAY + 90 * MINUTE);
    assertThat(subtasks.users()).isOne();
    subtasks.take(event("ann", "view", 2 * MINUTE));
    assertThat(fired("twice")).isOne();
    subtasks.time(101 * DAY);
    assertThat(subtasks.users()).isZero();
  }

  @Test
  void usersAreForgottenAfterARestartToo() throws Exception {
    publish(TWICE);
    for (int i = 0; i < 20; i++) {
      subtasks.take(event("u" + i, "view", MINUTE));
    }
    subtasks.restart(3);

    subtasks.time(DAY);

    assertThat(subtasks.users()).isZero();
    assertThat(subtasks.timers()).isZero();
  }

  @Test
  void onDiskTheyAreForgottenAsWell() throws Exception {
    try (Subtasks onDisk = subtasks(true)) {
      onDisk.tell(version(TWICE, 1, State.ACTIVE, 0));
      for (int i = 0; i < 20; i++) {
        onDisk.take(event("u" + i, "view", MINUTE));
        onDisk.take(event("u" + i, "cart", 2 * MINUTE));
      }
      assertThat(onDisk.timers()).isEqualTo(20);

      onDisk.time(DAY);

      assertThat(onDisk.timers()).isZero();
    }
  }

  @Test
  void theEndOfTimeForgetsNobody() throws Exception {
    publish(TWICE, EVER);
    subtasks.take(event("ann", "view", MINUTE));

    subtasks.time(Long.MAX_VALUE);

    assertThat(subtasks.users()).isOne();
  }

  private long fired(String campaign) {
    return subtasks.out().stream()
        .filter(line -> line.startsWith("nudge.triggers") && line.contains("\"" + campaign + "\""))
        .count();
  }

  private void publish(String... documents) throws Exception {
    for (String document : documents) {
      subtasks.tell(version(document, 1, State.ACTIVE, 0));
    }
  }

  private static Message version(String document, int number, State state, long publishedAt) {
    String id = document.substring("id: ".length(), document.indexOf('\n'));
    return new Message.Published(
        new Version(id, number, state, publishedAt, document, "", 1, publishedAt),
        new RecordId(0, number));
  }

  private Message event(String user, String type, long time) {
    number++;
    return new Message.Happened(
        new Event("e" + number, user, type, time, Properties.of(Map.of("p", "p"))), time);
  }
}
