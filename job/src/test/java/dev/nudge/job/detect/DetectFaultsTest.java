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
import java.util.Optional;
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
  void aCampaignThatFailsLeavesTheEventToTheOthers() throws Exception {
    ready();
    publish("seen", "id: seen\npattern: {steps: [{name: cart, event: cart}]}\n", 2);
    subtasks.take(cart("e1", "ann", new Grenade()));
    subtasks.time(5_000);

    assertRejected("event e1");
    assertThat(rejected()).contains("campaign 'abandoned': IllegalStateException: ");
    assertFires("ann");
  }

  @Test
  void aDeadlineThatFailsIsToldOnceAndTheOthersFire() throws Exception {
    ready();
    publish("broken", ABANDONED.replace("abandoned", "broken") + "when: size(cart.bomb) < 9\n", 2);
    Grenade bomb = new Grenade(2); // what is kept is weighed
    subtasks.take(cart("e1", "ann", Properties.of(Map.of("tags", List.of(), "bomb", bomb))));
    subtasks.take(cart("e2", "bob", List.of()));
    subtasks.time(20_000);
    subtasks.time(40_000);

    assertRejected("a deadline");
    assertThat(rejected()).contains("campaign 'broken': ");
    assertFires("ann");
    assertFires("bob");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void heldEventsThatCannotBeKeptAreSetAsideAndTheOthersGoOn(boolean onDisk) throws Exception {
    stop();
    start("2s", onDisk);
    subtasks.take(cart("e1", "ann", new Grenade()));
    subtasks.take(cart("e2", "bob", List.of()));
    subtasks.restart(1);
    ready();
    subtasks.time(5_000);

    assertFires("bob");
    assertUnreadable("held events");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThingThatCannotBeKeptIsSetAsideAndEventsGoOn(boolean onDisk) throws Exception {
    stop();
    start("0s", onDisk);
    ready();
    Properties broken = Properties.of(Map.of("name", new Grenade()));
    subtasks.tell(new Message.Catalogued("p1", Optional.of(broken)));
    subtasks.restart(1);
    ready();
    subtasks.take(cart("e2", "bob", Properties.of(Map.of("tags", List.of(), "product_id", "p1"))));

    assertFires("bob");
    assertUnreadable("kept catalogue");
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
    Properties broken = Properties.of(Map.of("tags", List.of(7))); // an int cannot be written
    subtasks.take(new Message.Learnt("ann", OptionalLong.empty(), broken));
    subtasks.restart(1);
    subtasks.take(cart("e2", "ann", List.of()));

    assertThat(rejected()).contains("\"source\":\"kept user\"", "unreadable state", "not a value");
    assertFires("ann");
    assertThat(subtasks.out()).anyMatch(line -> fired(line, "bob"));
  }

  @Test
  void aProfileUpdateBeyondTheBoundsIsRejectedAndTheProfileStays() throws Exception {
    ready();
    Properties large = Properties.of(Map.of("tags", "x".repeat(300_000)));
    subtasks.take(new Message.Learnt("ann", OptionalLong.empty(), large));

    assertThat(subtasks.out())
        .filteredOn(line -> line.startsWith("nudge.rejected"))
        .singleElement()
        .matches(line -> line.contains("nudge.profiles") && line.contains("beyond limits"));
    subtasks.take(cart("e1", "ann", List.of()));
    assertFires("ann");
  }

  private void ready() throws Exception {
    subtasks.tablesRead();
    subtasks.time(0);
    publish();
  }

  private void publish() throws Exception {
    publish("abandoned", ABANDONED, 1);
  }

  private void publish(String campaign, String text, long offset) throws Exception {
    subtasks.tell(
        new Message.Published(
            new Version(campaign, 1, Version.State.ACTIVE, 0, text, "", 1, 0),
            new RecordId(0, offset)));
  }

  private String rejected() {
    assertThat(subtasks.out()).filteredOn(line -> line.startsWith("nudge.rejected")).hasSize(1);
    return subtasks.out().stream()
        .filter(line -> line.startsWith("nudge.rejected"))
        .findFirst()
        .orElseThrow();
  }

  private void assertUnreadable(String source) {
    assertThat(rejected())
        .contains("\"source\":\"" + source + "\"", "unreadable state", Grenade.SAYS);
  }

  private void assertRejected(String source) {
    assertThat(rejected())
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
    return cart(id, user, Properties.of(Map.of("tags", tags)));
  }

  private static Message cart(String id, String user, Properties properties) {
    return new Message.Happened(new Event(id, user, "cart", 1_000, properties), 1_000);
  }
}
