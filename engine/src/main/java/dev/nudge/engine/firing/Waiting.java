package dev.nudge.engine.firing;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;

/**
 * A candidate that is judged later.
 *
 * @param until when, in milliseconds
 * @param deferred whether quiet hours made it wait: the campaign may have ended by then
 */
record Waiting(Candidate candidate, long until, boolean deferred) {
  void write(StateWriter out) {
    out.zigzag(until);
    out.flag(deferred);
    out.number(candidate.priority());
    TriggerForm.write(candidate.trigger(), out);
  }

  static Waiting read(StateReader in, String user, boolean costs) {
    long until = in.zigzag();
    boolean deferred = in.flag();
    double priority = in.number();
    return new Waiting(new Candidate(TriggerForm.read(in, user, costs), priority), until, deferred);
  }
}
