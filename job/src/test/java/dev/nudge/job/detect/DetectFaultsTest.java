package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.job.rejected.Grenade;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails while one message is handled costs that message; the next user's trigger comes. */
final class DetectFaultsTest {
  private static final String ABANDONED =
      """
      id: abandoned
      pattern:
        steps:
          - {name: cart, event: cart, where: size(event.tags) < 9}
          - {name: buy, event: buy, absent: true}
        within: 10s
      """;

  private Subtasks subtasks;

  @BeforeEach
  void start() throws Exception {
    start("0s", false);
  }

  private void start(String wait, boolean onDisk) throws Exception {
    subtasks = new Subtasks(DetectOperatorLawsTest.settings(wait), 1, onDisk);
  }

  @AfterEach
  void stop() throws Exception {
    subtasks.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "2s"})
  void anEventThatFailsIsRejectedAndTheNextFires(String wait) throws Exception {
    stop();
    start(wait, false);
    ready();
    subtasks.take(cart("e1", "ann", new Grenade()));
    subtasks.take(cart("e2", "bob", List.of()));
    subtasks.time(5_000);

    assertRejected("event e1");
    assertFires("bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "2s"})
  void aHeldEventThatFailsIsRejectedWhenTheTablesHaveBeenRead(String wait) throws Exception {
    stop();
    start(wait, false);
    subtasks.time(0);
    subtasks.take(cart("e1", "ann", new Grenade()));
    subtasks.take(cart("e2", "bob", List.of()));
    publish();
    subtasks.tablesRead();
    subtasks.time(5_000);

    assertRejected("event e1");
    assertFires("bob");
  }

  @Test
  void aProfileUpdateThatFailsIsRejected() throws Exception {
    ready();
    subtasks.take(new Message.Learnt("ann", OptionalLong.empty(), null));
    subtasks.take(cart("e2", "bob", List.of()));

    assertRejected("nudge.profiles");
    assertFires("bob");
  }

  @Test
  @SuppressWarnings("NullOptional") // that is the fault
  void aThingOfTheCatalogueThatFailsIsRejected() throws Exception {
    ready();
    subtasks.tell(new Message.Catalogued("p1", null));
    subtasks.take(cart("e2", "bob", List.of()));

    assertRejected("nudge.catalog");
    assertFires("bob");
  }

  @Test
  void aVersionThatCannotBeCompiledIsRejectedAndTheOthersRunAlsoAfterARestart() throws Exception {
    ready();
    subtasks.tell(
        new Message.Published(
            new Version("broken", 1, null, 0, ABANDONED, "", 1, 0), new RecordId(0, 7)));
    assertRejected("nudge.campaigns-0@7");

    subtasks.restart(1);
    subtasks.take(cart("e2", "bob", List.of()));

    assertFires("bob");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aUserWhoCannotBeKeptIsSetAsideAndTheOthersGoOn(boolean onDisk) throws Exception {
    stop();
    start("0s", onDisk);
    ready();
    subtasks.take(cart("e1", "bob", List.of()));
    Properties broken = Properties.of(Map.of("tags", new Grenade()));
    subtasks.take(new Message.Learnt("ann", OptionalLong.empty(), broken));
    subtasks.restart(1);
    subtasks.take(cart("e2", "ann", List.of()));

    assertThat(subtasks.out())
        .filteredOn(line -> line.startsWith("nudge.rejected"))
        .singleElement()
        .asString()
        .contains("\"source\":\"kept user\"", "unreadable state", Grenade.SAYS);
    assertFires("ann");
    assertThat(subtasks.out()).anyMatch(line -> fired(line, "bob"));
  }

  private void ready() throws Exception {
    subtasks.tablesRead();
    subtasks.time(0);
    publish();
  }

  private void publish() throws Exception {
    subtasks.tell(
        new Message.Published(
            new Version("abandoned", 1, Version.State.ACTIVE, 0, ABANDONED, "", 1, 0),
            new RecordId(0, 1)));
  }

  private void assertRejected(String source) {
    assertThat(subtasks.out())
        .filteredOn(line -> line.startsWith("nudge.rejected"))
        .singleElement()
        .asString()
        .contains("\"source\":\"" + source + "\"", "\"reason\":\"internal\"", "\"detail\":");
  }

  private void assertFires(String user) throws Exception {
    subtasks.time(20_000);
    assertThat(subtasks.out()).anyMatch(line -> fired(line, user));
  }

  private static boolean fired(String line, String user) {
    return line.startsWith("nudge.triggers") && line.contains("\"user\":\"" + user + "\"");
  }

  private static Message cart(String id, String user, List<?> tags) {
    return new Message.Happened(
        new Event(id, user, "cart", 1_000, Properties.of(Map.of("tags", tags))), 1_000);
  }
}
