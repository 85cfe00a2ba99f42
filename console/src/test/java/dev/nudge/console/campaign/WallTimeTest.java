package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallTimeTest {
  private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

  @Test
  void isWhatAClockShowsThere() {
    WallTime time = WallTime.of("2026-12-24T09:00", "Europe/Berlin", NOW);
    assertThat(time.at()).isEqualTo("2026-12-24T08:00:00Z");
    assertThat(time).hasToString("2026-12-24 09:00 Europe/Berlin");
    assertThat(WallTime.of("2026-12-24T09:00", "Asia/Shanghai", NOW).at())
        .isEqualTo("2026-12-24T01:00:00Z");
  }

  @Test
  void ofAnHourThatComesTwiceIsTheFirst() {
    assertThat(WallTime.of("2026-10-25T02:30", "Europe/Berlin", NOW).at())
        .isEqualTo("2026-10-25T00:30:00Z");
  }

  @Test
  void anHourThatDoesNotComeIsRefused() {
    assertThatThrownBy(() -> WallTime.of("2027-03-28T02:30", "Europe/Berlin", NOW))
        .hasMessageContaining("no clock in Europe/Berlin shows 2027-03-28T02:30");
  }

  @Test
  void whatHasPassedAndWhatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> WallTime.of("2026-10-01T14:00", "Europe/Berlin", NOW))
        .hasMessageContaining("2026-10-01 14:00 Europe/Berlin has passed");
    assertThatThrownBy(() -> WallTime.of("2099-01-01T00:00", "UTC", NOW))
        .hasMessageContaining("within the next five years");
    assertThatThrownBy(() -> WallTime.of("tomorrow", "UTC", NOW))
        .hasMessageContaining("'at' is a time such as 2026-12-24T09:00, got 'tomorrow'");
    assertThatThrownBy(() -> WallTime.of("2026-12-24T09:00", "Berlin", NOW))
        .hasMessageContaining("'zone' is the name of a time zone such as Europe/Berlin");
  }
}
