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

  /**
   * One event.
   *
   * @param before what was taken before
   * @param step the index of the step that took it
   * @param order its number
   * @param event the event
   */
  record Kept(@Nullable Taken before, int step, long order, Event event) implements Taken {
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
   * @param firstTime the time of the first, in milliseconds
   * @param lastOrder the number of the last
   * @param lastTime the time of the last, which may be before that of the first if it came late
   */
  record Counted(
      @Nullable Taken before,
      int step,
      int count,
      long firstOrder,
      long firstTime,
      long lastOrder,
      long lastTime)
      implements Taken {

    /** What a run has after one more event. */
    static Counted of(@Nullable Counted before, int step, long order, long time) {
      return before == null || !before.has(step)
          ? new Counted(before, step, 1, order, time, order, time)
          : before.with(step, order, time);
    }

    private boolean has(int wanted) {
      return step == wanted || (before instanceof Counted rest && rest.has(wanted));
    }

    private Counted with(int taking, long order, long time) {
      if (step == taking) {
        return new Counted(before, step, count + 1, firstOrder, firstTime, order, time);
      }
      Taken rest = before instanceof Counted counted ? counted.with(taking, order, time) : null;
      return new Counted(rest, step, count, firstOrder, firstTime, lastOrder, lastTime);
    }
  }
}
