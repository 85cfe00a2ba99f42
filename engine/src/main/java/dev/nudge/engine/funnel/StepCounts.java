package dev.nudge.engine.funnel;

/**
 * How often runs, and people, came to a step and left it, since the campaign began. A person who
 * has several runs in a step, one after the other or at once, has come to it once: until the last
 * of them has left. So of people, those who came are those who left, each in one way, and those who
 * are there.
 */
public final class StepCounts {
  /** How many counts of runs there are. */
  static final int RUNS = 6;

  private long entered;
  private long advanced;
  private long cancelled;
  private long expired;
  private long skipped;
  private long dropped;
  private long came;
  private final long[] left = new long[Left.values().length];

  StepCounts() {}

  /** In which way a person left a step: that of the last runs. */
  public enum Left {
    /** To another step, or to the end. Where runs leave in several ways at once, in this. */
    WENT_ON(0),
    /** What must not happen did. */
    STOPPED(1),
    /** The time was up. */
    RAN_OUT(2),
    /** A match consumed the runs. */
    USED_UP(3),
    /** The person had too many runs. */
    CROWDED_OUT(4),
    /** The campaign ended, its pattern was edited, or what was known of the person is gone. */
    LET_GO(5);

    /** Where its count stands among those of all ways, in memory and in what is written. */
    final int place;

    Left(int place) {
      this.place = place;
    }
  }

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

  /** People who came to it. */
  public long came() {
    return came;
  }

  /** People who left it in a way. */
  public long left(Left way) {
    return left[way.place];
  }

  void come(long people) {
    came += people;
  }

  void leave(Left way, long people) {
    left[way.place] += people;
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

  /** In the order in which {@link #add} takes them; those of people come behind those of runs. */
  long[] all() {
    long[] all = new long[RUNS + 1 + left.length];
    long[] runs = {entered, advanced, cancelled, expired, skipped, dropped};
    System.arraycopy(runs, 0, all, 0, RUNS);
    all[RUNS] = came;
    System.arraycopy(left, 0, all, RUNS + 1, left.length);
    return all;
  }

  void add(long[] more) {
    entered += more[0];
    advanced += more[1];
    cancelled += more[2];
    expired += more[3];
    skipped += more[4];
    dropped += more[5];
    came += more[RUNS];
    for (int way = 0; way < left.length; way++) {
      left[way] += more[RUNS + 1 + way];
    }
  }
}
