package dev.nudge.job.detect;

import static dev.nudge.job.detect.ScatteredUsers.Found.MOVED;
import static dev.nudge.job.detect.ScatteredUsers.Found.NOTHING;
import static dev.nudge.job.detect.ScatteredUsers.Found.SCATTERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Message.Origin;
import dev.nudge.settings.Settings;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** Events of one user from several partitions. */
final class ScatteredUsersTest {
  private final ScatteredUsers scatteredUsers = new ScatteredUsers(List.of(), false);

  @Test
  void oneUserInFourPartitionsIsScatteredAndThatIsToldOnce() {
    assertThat(look("ann", 0)).isEqualTo(NOTHING);
    assertThat(look("ann", 1)).isEqualTo(MOVED);
    assertThat(look("ann", 2)).isEqualTo(SCATTERED);
    assertThat(look("ann", 3)).isEqualTo(MOVED);
    assertThat(look("ann", 0)).isEqualTo(MOVED);
    assertThat(look("ann", 1)).isEqualTo(MOVED);
  }

  @Test
  void aTopicThatGotMorePartitionsMovesAUserOnce() {
    look("ann", 0);
    look("ann", 0);
    assertThat(look("ann", 5)).isEqualTo(MOVED);
    assertThat(look("ann", 5)).isEqualTo(NOTHING);
  }

  @Test
  void twoTopicsThatAreKeyedByUserHaveAUserInAPartitionEach() {
    for (int i = 0; i < 5; i++) {
      assertThat(scatteredUsers.look("ann", new Origin(0, 2))).isEqualTo(NOTHING);
      assertThat(scatteredUsers.look("ann", new Origin(1, 3))).isEqualTo(NOTHING);
    }
  }

  @Test
  void anEventOfUnknownOriginTellsNothing() {
    look("ann", 0);
    assertThat(scatteredUsers.look("ann", Origin.UNKNOWN)).isEqualTo(NOTHING);
    assertThat(look("ann", 0)).isEqualTo(NOTHING);
  }

  @Test
  void whoHadNoEventWhileTenThousandOthersHadIsForgotten() {
    look("ann", 0);
    look("bob", 0);
    for (int i = 0; i < ScatteredUsers.USERS - 1; i++) {
      look("u" + i, 0);
    }

    assertThat(look("bob", 1)).isEqualTo(MOVED);
    assertThat(look("ann", 1)).isEqualTo(NOTHING);
  }

  @Test
  void theWarningSaysWhatTheSourceIsCalled() {
    ScatteredUsers named =
        new ScatteredUsers(List.of(new Settings.Source("web.clicks", null, "clicks")), false);
    DetectMetrics counts = new DetectMetrics(new UnregisteredMetricsGroup());
    for (int partition = 0; partition < 3; partition++) {
      named.look(
          new Message.Happened(
              new Event("e" + partition, "ann", "click", 0, Properties.EMPTY),
              0,
              new Origin(0, partition)),
          counts);
    }

    assertThat(named.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "events of one user come from several partitions of 'clicks (web.clicks)', so their"
                + " order is lost");
  }

  private ScatteredUsers.Found look(String user, int partition) {
    return scatteredUsers.look(user, new Origin(0, partition));
  }
}
