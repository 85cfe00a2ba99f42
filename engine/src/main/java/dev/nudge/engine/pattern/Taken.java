package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a run took, newest first, as a linked list: runs that part ways share what they have in
 * common. A run of a pattern whose events somebody looks at keeps them; any other keeps what tells
 * one match from another.
 */
sealed interface Taken {
  /** What was taken before; null for the first. */
  @Nullable Taken before();

  /** The index of the step. */
  int step();

  /** The number of the first event in it, among the events of its pattern and user. */
  long firstOrder();

  /** The number of the last event in it. */
  long lastOrder();

  /** How many events the run has taken. */
  int size();

  /**
   * One event.
   *
   * @param before what was taken before
   * @param step the index of the step that took it
   * @param order its number
   * @param event the event
   * @param size how many events the run has taken, this one included
   */
  record Kept(@Nullable Taken before, int step, long order, Event event, int size)
      implements Taken {
    static Kept of(@Nullable Taken before, int step, long order, Event event) {
      return new Kept(before, step, order, event, before == null ? 1 : before.size() + 1);
    }

    @Override
    public long firstOrder() {
      return order;
    }

    @Override
    public long lastOrder() {
      return order;
    }
  }

  /**
   * All events of one step. There is one for each step that took any, in the order in which they
   * took their first.
   *
   * @param before that of the steps before
   * @param step the index of the step
   * @param count how many events
   * @param firstOrder the number of the first
   * @param firstTime the clock at the first, in milliseconds
   * @param lastOrder the number of the last
   * @param lastTime the clock at the last
   * @param digest a hash of which events of the whole run went to which steps, up to this one's
   *     last
   */
  record Counted(
      @Nullable Taken before,
      int step,
      int count,
      long firstOrder,
      long firstTime,
      long lastOrder,
      long lastTime,
      long digest)
      implements Taken {

    /** What a run has after one more event. */
    static Counted of(@Nullable Counted before, int step, long order, long time, String eventId) {
      long digest = digest(before == null ? 0 : before.digest, step, eventId);
      return before == null || !before.has(step)
          ? new Counted(before, step, 1, order, time, order, time, digest)
          : before.with(step, order, time, digest);
    }

    private boolean has(int wanted) {
      return step == wanted || (before instanceof Counted rest && rest.has(wanted));
    }

    private Counted with(int taking, long order, long time, long newDigest) {
      if (step == taking) {
        return new Counted(before, step, count + 1, firstOrder, firstTime, order, time, newDigest);
      }
      Taken rest = before instanceof Counted c ? c.with(taking, order, time, newDigest) : null;
      return new Counted(rest, step, count, firstOrder, firstTime, lastOrder, lastTime, newDigest);
    }

    /** FNV-1a over the id, started with what was before and finished with a mix of all bits. */
    private static long digest(long before, int step, String eventId) {
      long hash = 0xcbf29ce484222325L ^ before;
      hash = (hash ^ step) * 0x100000001b3L;
      for (int i = 0; i < eventId.length(); i++) {
        hash = (hash ^ eventId.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
      hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
      return hash ^ (hash >>> 33);
    }

    @Override
    public int size() {
      Taken rest = before;
      return rest == null ? count : rest.size() + count;
    }
  }
}
