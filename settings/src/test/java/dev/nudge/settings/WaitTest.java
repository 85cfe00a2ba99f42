package dev.nudge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long events are held back to be sorted. */
final class WaitTest {
  private static final Settings.Source ROWS =
      new Settings.Source(
          "rows",
          new Settings.MappingText(
              "rows.yaml", "envelope: debezium\nuser: user_id\ntype: {constant: order}\n"));
  private static final Settings.Source EVENTS = new Settings.Source("nudge.events", null);

  @Test
  void aTablesChangesAreSortedByDefaultAndOtherEventsAreNot() {
    assertThat(Wait.AUTO.forSources(List.of(EVENTS, ROWS))).isEqualTo(Duration.ofSeconds(2));
    assertThat(Wait.AUTO.forSources(List.of(EVENTS))).isZero();
  }

  @Test
  void whatIsWrittenHolds() {
    assertThat(Wait.of(Duration.ZERO).forSources(List.of(ROWS))).isZero();
    assertThat(Wait.of(Duration.ofMinutes(1)).forSources(List.of(EVENTS)))
        .isEqualTo(Duration.ofMinutes(1));
  }
}
