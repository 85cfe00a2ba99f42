package dev.nudge.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Message;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Times in seconds, for people; the wall clock starts at 1,000. */
final class PartitionClockTest {
  private static final long SLACK = 1;
  private static final long QUIET = 10;

  private final PartitionClock clock = new PartitionClock(0, SLACK * 1000, QUIET * 1000, 1_000_000);

  @Test
  void whileThereIsSomethingToReadTimeIsThatOfTheEvents() {
    read(0, 500, 990, 1_001);

    assertThat(time(5, 1_050)).isEqualTo(499);
  }

  @Test
  void atTheEndTimeGoesOnAtThePaceOfTheWallClock() {
    read(0, 1_002, 1_002, 1_002);

    assertThat(time(1, 1_002)).isEqualTo(1_001);
    assertThat(time(1, 1_007)).isEqualTo(1_006);
  }

  @Test
  void oldEventsInAPauseDoNotMeetTheWallClock() {
    read(0, 500, 1_002, 1_002);

    assertThat(time(1, 1_007)).isEqualTo(504);
  }

  @Test
  void afterAQuietWhileTimeIsTheWallClock() {
    read(0, 500, 1_002, 1_002);

    assertThat(time(1, 1_012)).isEqualTo(1_011);
  }

  @Test
  void anEmptyPartitionFollowsTheWallClockAfterAQuietWhile() {
    assertThat(clock.time(new LogEnds.Seen(0, 1_005_000))).isEqualTo(PartitionClock.UNKNOWN);
    assertThat(time(0, 1_010)).isEqualTo(1_009);
  }

  @Test
  void anEventCountsAtTheTimeItWasWrittenAtMost() {
    read(0, 90_000, 1_002, 1_002);

    assertThat(time(5, 1_003)).isEqualTo(1_001);
  }

  @Test
  void aRecordThatClaimsToBeOfTheFutureCountsAtTheWallClock() {
    read(0, 90_000, 90_000, 1_002);

    assertThat(time(5, 1_003)).isEqualTo(1_001);
  }

  @Test
  void anOutageDoesNotCountAsAPause() {
    // Written a minute before this reader began: those who write may still hold what came since.
    read(0, 940, 940, 1_001);

    assertThat(time(1, 1_003)).isEqualTo(942);
  }

  @Test
  void whatCannotBeUsedMovesNoTime() {
    read(0, 500, 1_002, 1_002);
    clock.read(fetched(1, 1_003, PartitionClock.UNKNOWN), 1_003_000);

    assertThat(time(5, 1_004)).isEqualTo(499);
  }

  @Test
  void beforeAnybodyLookedNothingIsKnownToBeRead() {
    read(0, 1_002, 1_002, 1_002);

    assertThat(clock.time(LogEnds.Seen.NEVER)).isEqualTo(1_001_000);
  }

  private void read(long offset, long event, long written, long now) {
    clock.read(fetched(offset, written, event * 1000), now * 1000);
  }

  private static Fetched fetched(long offset, long written, long time) {
    return new Fetched(
        new TopicPartition("t", 0), offset, written * 1000, time, new Message.Clock(0));
  }

  private long time(long end, long at) {
    return clock.time(new LogEnds.Seen(end, at * 1000)) / 1000;
  }
}
