package dev.nudge.engine.pattern;

import java.util.List;

/**
 * A state of a {@link Program}: where a run waits for an event.
 *
 * @param index its number
 * @param step the index of the step it waits for
 * @param kind what it is
 * @param edges tried for every event, all of them, stops first
 * @param within longest wait since the run's last event, in milliseconds; 0 for none
 */
record State(int index, int step, Kind kind, List<Edge> edges, long within) {
  enum Kind {
    /** Waits for an event. */
    WAITING,
    /** Waits for a deadline: when it comes, the run is a match. */
    PENDING,
    /** The match is complete; no run waits here. */
    FINAL
  }
}
