package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Weight;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.Arrays;
import java.util.Set;

/**
 * Runs on a {@link Ladder} that began with one event after the other, and each of which took all
 * events that the next one took: only the events are kept, each once, and a run is the place of its
 * first. One more event costs the same however many runs it moves. They began later than all other
 * runs of their partition.
 */
final class Cohort {
  /** What the runs move on. */
  Ladder ladder;

  /** What was taken, oldest first; the first of them began a run each, the rest did not. */
  private Event[] events = new Event[2];

  /** Of each event: its number and the clock at it. */
  private long[] moments = new long[4];

  private int size;
  private int runs;

  /** No runs yet. */
  Cohort(Ladder ladder) {
    this.ladder = ladder;
  }

  /** How many runs there are; the oldest is run 0. */
  int runs() {
    return runs;
  }

  /** Whether the next event takes the oldest run beyond the ladder. */
  boolean isAtTop() {
    return size == ladder.height();
  }

  /** Whether every event began a run, so that the next one may. */
  boolean mayBegin() {
    return runs == size;
  }

  /** Every run takes an event, and one may begin with it. */
  void add(Event event, long order, long clock, boolean begins) {
    if (size == events.length) {
      int room = Math.min(2 * size, Math.max(size + 1, ladder.height()));
      events = Arrays.copyOf(events, room);
      moments = Arrays.copyOf(moments, 2 * room);
    }
    events[size] = event;
    moments[2 * size] = order;
    moments[2 * size + 1] = clock;
    size++;
    if (begins) {
      runs++;
    }
  }

  /** Lets the oldest runs go, and the events that only they took. */
  void removeFirst(int count) {
    int gone = count == runs ? size : count;
    System.arraycopy(events, gone, events, 0, size - gone);
    System.arraycopy(moments, 2 * gone, moments, 0, 2 * (size - gone));
    Arrays.fill(events, size - gone, size, null);
    size -= gone;
    runs -= count;
  }

  long startOrder(int run) {
    return moments[2 * run];
  }

  long startTime(int run) {
    return moments[2 * run + 1];
  }

  /** How many events a run has taken. */
  int taken(int run) {
    return size - run;
  }

  /** The step that took a run's last event. */
  int step(int run) {
    return ladder.steps()[taken(run) - 1];
  }

  /** The steps that the runs are in, as bits. */
  long steps() {
    long steps = 0;
    for (int i = 0; i < runs; i++) {
      steps |= 1L << step(i);
    }
    return steps;
  }

  /** A run, as one of its own. */
  Run run(int run) {
    Taken taken = null;
    for (int i = run; i < size; i++) {
      taken = new Taken.Kept(taken, ladder.steps()[i - run], moments[2 * i], events[i]);
    }
    if (taken == null) {
      throw new IndexOutOfBoundsException(run);
    }
    return new Run(
        ladder.states()[taken(run) - 1],
        startOrder(run),
        startTime(run),
        moments[2 * size - 2],
        moments[2 * size - 1],
        taken(run),
        Digest.EMPTY,
        taken);
  }

  /**
   * What the runs keep, in bytes, as if each were one of its own.
   *
   * @param seen the events that were weighed already
   */
  long weight(Set<Object> seen) {
    long weight = 0;
    for (int i = 0; i < size; i++) {
      weight += Room.LINK * Math.min(i + 1, runs);
      weight += seen.add(events[i]) ? Weight.of(events[i]) : 0;
    }
    return weight;
  }

  /** Writes all of it, with that part of the ladder which its runs have behind them. */
  void write(StateWriter out) {
    out.varint(size);
    out.varint(runs);
    long order = 0;
    long clock = 0;
    for (int i = 0; i < size; i++) {
      out.varint(ladder.states()[i]);
      out.varint(ladder.steps()[i]);
      out.varint(moments[2 * i] - order);
      out.zigzag(moments[2 * i + 1] - clock);
      out.event(events[i]);
      order = moments[2 * i];
      clock = moments[2 * i + 1];
    }
  }

  /** Reads what {@link #write} wrote. Its ladder ends where its oldest run is. */
  static Cohort read(StateReader in) {
    int size = in.count();
    int runs = in.count();
    if (runs < 1 || runs > size) {
      throw in.corrupt("a cohort of " + runs + " runs with " + size + " events");
    }
    int[] states = new int[size];
    int[] steps = new int[size];
    Cohort cohort = new Cohort(new Ladder(states, steps));
    long order = 0;
    long clock = 0;
    for (int i = 0; i < size; i++) {
      states[i] = (int) in.varint();
      steps[i] = (int) in.varint();
      order += in.varint();
      clock += in.zigzag();
      cohort.add(in.event(), order, clock, i < runs);
    }
    return cohort;
  }
}
