package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears in detail how a pattern comes to what it does with an event; telling it costs time. */
public interface Tracer {
  /** The filters of a pattern, in the order in which they are asked. */
  enum Filter {
    /** Only events for which it holds exist. */
    AMONG,
    /** An event without a value does not exist. */
    CORRELATE_BY,
    /** An event with the value of the one before it is dropped. */
    DISTINCT
  }

  /** The event does not exist for the pattern, or is dropped. */
  void filtered(Filter by);

  /** A condition was tried on the event. */
  void tried(Trial trial);

  /** No run began with the event: an earlier one does all that it could do. */
  void overtaken();

  /**
   * A run moved, as {@link Listener#moved} tells.
   *
   * @param runs what it is now: several where it waits for one of several things
   */
  void moved(Listener.Move move, List<RunSnapshot> runs, String step, @Nullable Event by);
}
