package dev.nudge.job.source;

/**
 * How far time has come in one partition. While there are records to read, time is that of the
 * events read. Once the partition is read to its end, it goes on at the pace of the wall clock, and
 * when nothing has come for a while, it is the wall clock.
 *
 * <p>So a deadline fires on a stream that has gone quiet, but not in the pauses of a replay of old
 * data; and after an outage it waits until those who write have had time to write what they hold.
 * An event counts at the time it was written at most: one user's clock that is ahead moves nobody
 * else's time. One that is older than the clock says nothing of time: old data sent into a live
 * stream hold up nobody's deadlines.
 *
 * <p>All times are epoch milliseconds.
 */
final class PartitionClock {
  /** What {@link #time} says before it knows anything. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private final long slack;
  private final long quiet;
  private final long started;
  private long next;
  private long latest = UNKNOWN;

  /** When, by the wall clock, it was {@link #latest}. */
  private long since;

  private long read;

  /**
   * The clock of a partition that is going to be read.
   *
   * @param next the offset of the next record; negative where it is not known yet
   * @param slack how long stragglers are waited for
   * @param quiet how long nothing must have come before the wall clock is believed
   * @param now by the wall clock
   */
  PartitionClock(long next, long slack, long quiet, long now) {
    this.next = next;
    this.slack = slack;
    this.quiet = quiet;
    this.started = now;
    this.since = now;
    this.read = now;
  }

  /** A record was read. */
  void read(Fetched record, long now) {
    next = record.offset() + 1;
    read = now;
    long written = Math.min(record.written(), now);
    advance(Math.min(record.time(), written), Math.max(written, started));
  }

  private void advance(long time, long at) {
    if (time >= latest) {
      latest = time;
      since = at;
    }
  }

  /** The offset of the next record; negative where it is not known yet. */
  long next() {
    return next;
  }

  /** How far time has come, as the end of the partition was last seen. */
  long time(LogEnds.Seen seen) {
    if (!seen.isReached(next)) {
      return latest == UNKNOWN ? UNKNOWN : latest - slack;
    }
    if (seen.at() - read >= quiet) {
      advance(seen.at(), seen.at());
    }
    if (latest == UNKNOWN) {
      return UNKNOWN;
    }
    long pause = Math.max(0, seen.at() - since);
    return Math.min(latest + pause, Math.max(latest, seen.at())) - slack;
  }
}
