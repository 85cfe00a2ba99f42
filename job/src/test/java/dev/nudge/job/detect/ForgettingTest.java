package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.Version.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions that apply to nothing leave the state, and what was remembered for them, too. */
final class ForgettingTest {
  /** Events may be a day late. */
  private static final long KEPT = Duration.ofHours(25).toMillis();

  private static final long MINUTE = 60_000;

  private Subtasks subtasks;

  @BeforeEach
  void start() throws Exception {
    // What the last events were is forgotten with the next ones, not with campaigns.
    subtasks =
        new Subtasks(DetectOperatorLawsTest.settings(Map.of("ordering.repeats", "0")), 2, false);
    subtasks.tablesRead();
    subtasks.time(0);
  }

  @AfterEach
  void stop() throws Exception {
    subtasks.close();
  }

  @Test
  void campaignsThatWerePublishedAndEndedLeaveNothingBehind() throws Exception {
    long[] bytes = new long[4];
    int fired = 0;
    for (int round = 0; round < bytes.length; round++) {
      long now = (round + 1) * 10 * KEPT;
      subtasks.time(now);
      for (int i = 0; i < 25; i++) {
        subtasks.tell(version("c-" + round + "-" + i, 1, State.ACTIVE, now));
        subtasks.tell(patient("p-" + round + "-" + i, 1, State.ACTIVE, now));
      }
      for (String user : List.of("ann", "bob", "eve")) {
        subtasks.take(view(user, now + 1));
      }
      for (int i = 0; i < 25; i++) {
        subtasks.tell(version("c-" + round + "-" + i, 2, State.ENDED, now + MINUTE));
        subtasks.tell(patient("p-" + round + "-" + i, 2, State.ENDED, now + MINUTE));
      }
      long full = subtasks.bytes();
      subtasks.time(now + KEPT + 2 * MINUTE);
      for (String user : List.of("ann", "bob", "eve")) {
        subtasks.take(view(user, now + KEPT + 2 * MINUTE));
      }
      bytes[round] = subtasks.bytes();

      assertThat(bytes[round]).isLessThan(full / 3);
      fired += 3 * 25;
      assertThat(triggers()).as("all fired before they ended").isEqualTo(fired);
    }
    assertThat(Arrays.stream(bytes).distinct().count()).as("%s", Arrays.toString(bytes)).isOne();
  }

  @Test
  void anEventThatIsAsLateAsItMayBeStillMeetsTheVersionOfItsTime() throws Exception {
    subtasks.tell(version("c", 1, State.ACTIVE, 0));
    subtasks.tell(version("c", 2, State.ENDED, MINUTE));
    subtasks.time(Duration.ofDays(1).toMillis());

    subtasks.take(view("ann", MINUTE - 1));

    assertThat(triggers()).isOne();
  }

  @Test
  void whatIsPausedGoesOnWithWhatItKnewHoweverLater() throws Exception {
    subtasks.tell(version("c", 1, State.ACTIVE, 0, 2));
    subtasks.take(view("ann", 1));
    subtasks.tell(version("c", 2, State.PAUSED, MINUTE, 2));
    long later = 3 * KEPT;
    subtasks.time(later);
    subtasks.take(new Message.Happened(new Event("e", "ann", "x", later, Properties.EMPTY), later));
    subtasks.tell(version("c", 3, State.ACTIVE, later + 1, 2));

    subtasks.take(view("ann", later + 2));

    assertThat(triggers()).isOne();
  }

  @Test
  void versionsThatWereEditedAreForgottenAndTheLastOneIsNot() {
    List<Version> versions =
        List.of(
            version(1, State.ACTIVE, 10), version(2, State.ACTIVE, 20),
            version(3, State.ACTIVE, 15), version(4, State.ACTIVE, 30));

    assertThat(Lifetime.gone(versions, 14)).isZero();
    assertThat(Lifetime.gone(versions, 15)).isEqualTo(2);
    assertThat(Lifetime.gone(versions, 29)).isEqualTo(2);
    assertThat(Lifetime.gone(versions, Long.MAX_VALUE)).isEqualTo(3);
  }

  private static Version version(int number, State state, long publishedAt) {
    return new Version("c", number, state, publishedAt, "", "", 1, publishedAt);
  }

  private long triggers() {
    return subtasks.out().stream().filter(line -> line.startsWith("nudge.triggers")).count();
  }

  /** Fires at the first view. */
  private static Message version(String id, int number, State state, long publishedAt) {
    return version(id, number, state, publishedAt, 1);
  }

  private static Message version(String id, int number, State state, long publishedAt, int views) {
    return published(
        id,
        number,
        state,
        publishedAt,
        """
        measures:
          n: {aggregate: count, event: view, where: 'event.page != "ID"', over: 90d}
        when: n >= VIEWS
        """
            .replace("VIEWS", "" + views));
  }

  /** Begins at a view, and waits for days. */
  private static Message patient(String id, int number, State state, long publishedAt) {
    return published(
        id,
        number,
        state,
        publishedAt,
        """
        pattern:
          steps: [{name: a, event: view}, {name: b, event: buy, where: event.page == a.page}]
          within: 9d
        """);
  }

  private static Message published(
      String id, int number, State state, long publishedAt, String body) {
    String text = "id: ID\n" + body + "offer: {text: \"" + "some text ".repeat(20) + "\"}\n";
    return new Message.Published(
        new Version(id, number, state, publishedAt, text.replace("ID", id), "", 1, publishedAt),
        new RecordId(0, number));
  }

  private static Message view(String user, long time) {
    return new Message.Happened(
        new Event(user + time, user, "view", time, Properties.of(Map.of("page", "p"))), time);
  }
}
