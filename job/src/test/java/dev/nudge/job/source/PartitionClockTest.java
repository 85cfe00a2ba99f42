package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Message;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Slack is 1 second, quiet 10 seconds; the reader starts at noon, all in milliseconds. */
final class PartitionClockTest {
  private static final long NOON = 1_795_262_400_000L;
  private static final long LONG_AGO = NOON - 1_000_000_000;
  private static final long SLACK = 1_000;

  private final PartitionClock clock = new PartitionClock(0, SLACK, 10_000, NOON);
  private long offset;

  @Test
  void anEmptyPartitionKnowsNoTimeUntilItHasBeenQuiet() {
    assertThat(atTheEnd(NOON + 9_999)).isEqualTo(PartitionClock.UNKNOWN);
    assertThat(atTheEnd(NOON + 10_000)).isEqualTo(NOON + 10_000 - SLACK);
  }

  @Test
  void whileThereAreRecordsToReadTimeIsThatOfTheEvents() {
    read(LONG_AGO, LONG_AGO, NOON + 1);
    assertThat(clock.time(new LogEnds.Seen(offset + 5, NOON + 60_000))).isEqualTo(LONG_AGO - SLACK);
  }

  @Test
  void atTheEndTimeGoesOnAtThePaceOfTheWallClock() {
    read(NOON + 100, NOON + 100, NOON + 110);
    assertThat(atTheEnd(NOON + 400)).isEqualTo(NOON + 400 - SLACK);
    assertThat(atTheEnd(NOON + 9_000)).isEqualTo(NOON + 9_000 - SLACK);
  }

  @Test
  void inThePausesOfAReplayTimeIsStillThatOfTheEvents() {
    read(LONG_AGO, NOON + 100, NOON + 110);
    assertThat(atTheEnd(NOON + 2_100)).isEqualTo(LONG_AGO + 2_000 - SLACK);
    assertThat(atTheEnd(NOON + 20_000)).isEqualTo(NOON + 20_000 - SLACK);
  }

  @Test
  void eventsThatTakeTheirTimeToBeWrittenAreWaitedFor() {
    read(NOON - 5_000, NOON, NOON + 1);
    assertThat(atTheEnd(NOON + 300)).isEqualTo(NOON - 5_000 + 300 - SLACK);
  }

  @Test
  void anEventOfTheFutureCountsWhenItWasWritten() {
    read(NOON + 1_000_000, NOON + 100, NOON + 110);
    assertThat(atTheEnd(NOON + 400)).isEqualTo(NOON + 400 - SLACK);
  }

  @Test
  void oldEventsDoNotHoldUpAPartitionThatIsLive() {
    read(NOON + 100, NOON + 100, NOON + 110);
    for (int i = 1; i <= 100; i++) {
      read(LONG_AGO + i, NOON + 100 + i * 100, NOON + 100 + i * 100);
    }
    assertThat(atTheEnd(NOON + 10_200)).isEqualTo(NOON + 10_200 - SLACK);
  }

  @Test
  void oldEventsDoNotHoldUpAPartitionThatHasBeenQuiet() {
    assertThat(atTheEnd(NOON + 10_000)).isEqualTo(NOON + 10_000 - SLACK);
    read(LONG_AGO, NOON + 10_100, NOON + 10_100);
    assertThat(atTheEnd(NOON + 10_400)).isEqualTo(NOON + 10_400 - SLACK);
  }

  @Test
  void afterAnOutageThePauseBeginsWithTheStart() {
    read(NOON - 60_000, NOON - 60_000, NOON + 100);
    assertThat(atTheEnd(NOON + 300)).isEqualTo(NOON - 60_000 + 300 - SLACK);
  }

  private void read(long time, long written, long now) {
    clock.read(
        new Fetched(
            new TopicPartition("nudge.events", 0), offset++, written, time, new Message.Clock(0)),
        now);
  }

  private long atTheEnd(long now) {
    return clock.time(new LogEnds.Seen(offset, now));
  }
}
