package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener how runs move, and a witness why. Costs nothing where nobody wants to know.
 */
final class Moves {
  private Program program;
  private Listener listener;
  private @Nullable Witness witness;
  private @Nullable Object laneKey;

  @SuppressWarnings("NullAway.Init") // the fields are set for each event
  Moves() {}

  void begin(Program ofPattern, Listener whoListens) {
    program = ofPattern;
    listener = whoListens;
    witness = whoListens.witness();
    laneKey = null;
  }

  /** The lane of what is told from here on; null for any. */
  void ofLane(@Nullable Object key) {
    laneKey = key;
  }

  @Nullable Witness witness() {
    return witness;
  }

  void moved(Listener.Move move, Run run, @Nullable Event by) {
    if (listener.wantsMoves()) {
      moved(move, run, run, List.of(run.state()), by);
    }
  }

  /** {@code states}: where the run is now, as one run each. */
  void moved(Listener.Move move, Run before, Run run, List<Integer> states, @Nullable Event by) {
    if (listener.wantsMoves()) {
      String step = program.stepNames[run.taken().step()];
      if (witness != null) {
        List<Standing> runs = states.stream().map(state -> standing(run.moveTo(state))).toList();
        witness.moved(move, runs, step, by);
      }
      listener.moved(move, program.stepNames[before.taken().step()], step, by);
    }
  }

  void dropped(Run run) {
    listener.dropped();
    moved(Listener.Move.DROPPED, run, null);
  }

  void overtaken() {
    if (witness != null) {
      witness.overtaken();
    }
  }

  void filtered(Witness.Filter filter) {
    if (witness != null) {
      witness.filtered(filter);
    }
  }

  Standing standing(Run run) {
    return Standing.of(program, run, Optional.ofNullable(laneKey));
  }
}
