package dev.nudge.engine.funnel;

/**
 * How often runs came to a step and left it, since the campaign began. Runs, not users: one user
 * may begin a campaign many times.
 */
public final class StepCounts {
  private long entered;
  private long advanced;
  private long cancelled;
  private long expired;
  private long skipped;
  private long dropped;

  StepCounts() {}

  /** Runs that came to it. */
  public long entered() {
    return entered;
  }

  /** Runs that went on from it to another step, or to the end. */
  public long advanced() {
    return advanced;
  }

  /** Runs that ended in it, since what must not happen did. */
  public long cancelled() {
    return cancelled;
  }

  /** Runs that ended in it, since their time ran out. */
  public long expired() {
    return expired;
  }

  /** Runs that ended in it, since a match consumed them. */
  public long skipped() {
    return skipped;
  }

  /** Runs that ended in it, since a user had too many. */
  public long dropped() {
    return dropped;
  }

  void enter() {
    entered++;
  }

  void advance() {
    advanced++;
  }

  void cancel() {
    cancelled++;
  }

  void expire() {
    expired++;
  }

  void skip() {
    skipped++;
  }

  void drop() {
    dropped++;
  }

  /** In the order in which {@link #add} takes them. */
  long[] all() {
    return new long[] {entered, advanced, cancelled, expired, skipped, dropped};
  }

  void add(long[] more) {
    entered += more[0];
    advanced += more[1];
    cancelled += more[2];
    expired += more[3];
    skipped += more[4];
    dropped += more[5];
  }
}
