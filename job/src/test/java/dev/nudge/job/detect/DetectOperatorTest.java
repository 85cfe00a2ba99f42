package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Version;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An abandoned cart has ten seconds; see {@link DetectOperatorLawsTest} for the campaigns. */
final class DetectOperatorTest {
  private static final int ABANDONED = 0;

  private Subtasks subtasks;

  @BeforeEach
  void start() throws Exception {
    subtasks = new Subtasks(DetectOperatorLawsTest.settings("0s"), 2, false);
  }

  @AfterEach
  void stop() throws Exception {
    subtasks.close();
  }

  @Test
  void eventsWaitUntilTheTablesHaveBeenRead() throws Exception {
    subtasks.time(0);
    subtasks.take(cart("e1", "ann", 1_000));
    subtasks.tell(
        DetectOperatorLawsTest.version(ABANDONED, 1, Version.State.ACTIVE, Long.MIN_VALUE));
    assertThat(subtasks.out()).isEmpty();

    subtasks.tablesRead();

    assertThat(subtasks.out()).anyMatch(line -> line.contains("\"started\""));
  }

  @Test
  void eventsWaitUntilTheProfilesHaveBeenRead() throws Exception {
    ready();
    subtasks.restartUntold(2);
    subtasks.take(cart("e1", "ann", 1_000));
    subtasks.tablesRead();
    assertThat(subtasks.out()).isEmpty();

    subtasks.time(0);

    assertThat(subtasks.out()).isNotEmpty();
  }

  @Test
  void aUserHasOneTimerHoweverManyDeadlines() throws Exception {
    ready();
    for (int i = 0; i < 5; i++) {
      subtasks.take(cart("a" + i, "ann", 1_000 + i));
      subtasks.take(cart("b" + i, "bob", 1_000 + i));
    }

    assertThat(subtasks.timers()).isEqualTo(2);
  }

  @Test
  void everySubtaskSaysThatItUsesAVersion() throws Exception {
    ready();

    assertThat(subtasks.applied())
        .extracting(Message.Applied::subtask)
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void aDeadlineFiresWhenTheStreamHasComeToIt() throws Exception {
    ready();
    subtasks.take(cart("e1", "ann", 1_000));
    subtasks.time(10_999);
    assertThat(subtasks.out()).noneMatch(line -> line.startsWith("nudge.triggers"));

    subtasks.time(11_000);

    assertThat(subtasks.out()).anyMatch(line -> line.startsWith("nudge.triggers"));
  }

  @Test
  void aUserOfThePastIsWaitedForAsLongAsOneOfThePresent() throws Exception {
    ready();
    subtasks.time(1_000_000);
    subtasks.take(cart("e1", "ann", 1_000));
    subtasks.time(1_009_999);
    assertThat(subtasks.out()).noneMatch(line -> line.startsWith("nudge.triggers"));

    subtasks.time(1_011_000);

    assertThat(subtasks.out())
        .anyMatch(line -> line.startsWith("nudge.triggers") && line.contains("00:00:11Z"));
  }

  @Test
  void anEventThatComesTooLateSaysWhatItsSourceIsCalled() throws Exception {
    subtasks.close();
    subtasks =
        new Subtasks(
            DetectOperatorLawsTest.settings(
                Map.of("topics.events", "[nudge.events, {topic: web.clicks, name: clicks}]")),
            1,
            false);
    ready();
    long day = 86_400_000L;
    subtasks.take(of(1, "e1", 3 * day));
    subtasks.take(of(1, "e2", day));
    subtasks.take(of(0, "e3", day));

    assertThat(subtasks.out())
        .filteredOn(line -> line.startsWith("nudge.rejected "))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains(
                        "{\"source\":\"event e2\",\"source_name\":\"clicks\",\"reason\":\"late\""),
            line -> assertThat(line).contains("{\"source\":\"event e3\",\"reason\":\"late\""));
  }

  private static Message of(int source, String id, long time) {
    return new Message.Happened(
        new Event(id, "ann", "cart", time, Properties.EMPTY), time, new Message.Origin(source, 0));
  }

  private void ready() throws Exception {
    subtasks.tablesRead();
    subtasks.time(0);
    subtasks.tell(DetectOperatorLawsTest.version(ABANDONED, 1, Version.State.ACTIVE, 0));
  }

  private static Message cart(String id, String user, long time) {
    return new Message.Happened(
        new Event(id, user, "cart", time, Properties.of(Map.of("price", 5L))), time);
  }
}
