package dev.nudge.engine.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first states of a program, where each waits for just such an event as began the run and lets
 * any other pass: {@code times: 10} has nine of them. Whatever moves one run in them moves all, by
 * one state: they are kept as a {@link Cohort}.
 *
 * @param states by how many events a run has taken, less one: the index of the state it waits in
 * @param steps the same: the index of the step that took the last
 */
@SuppressWarnings("ArrayRecordComponent") // read in the inner loop, never handed out
record Ladder(int[] states, int[] steps) {
  /** How many events a run in it has taken at most. */
  int height() {
    return states.length;
  }

  /** The ladder of a program; null where it has none that would be of use. */
  static @Nullable Ladder of(Program program) {
    if (!program.keepsEvents || program.mayOvertake() || program.starts.length != 1) {
      return null;
    }
    State first = program.states[program.starts[0]];
    if (first.edges().stream().anyMatch(Edge.Proceed.class::isInstance)) {
      return null;
    }
    Edge.Take begins = onlyTake(first);
    if (begins == null || begins.targets().size() != 1 || !isOfEvent(program, begins.guard())) {
      return null;
    }
    List<Integer> states = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    int step = first.step();
    Edge.Take take = begins;
    while (take != null && take.targets().size() == 1 && states.size() < program.maxEvents - 1) {
      State next = program.states[take.targets().get(0)];
      take = isRung(program, next, begins.guard()) ? onlyTake(next) : null;
      if (take != null && !states.contains(next.index())) {
        states.add(next.index());
        steps.add(step);
        step = next.step();
      } else {
        take = null;
      }
    }
    return states.size() < 2 ? null : new Ladder(EdgeTable.ints(states), EdgeTable.ints(steps));
  }

  private static Edge.@Nullable Take onlyTake(State state) {
    List<Edge> takes = state.edges().stream().filter(Edge.Take.class::isInstance).toList();
    return takes.size() == 1 ? (Edge.Take) takes.get(0) : null;
  }

  /** Whether an event alone decides, by one condition. */
  private static boolean isOfEvent(Program program, Guard guard) {
    return Long.bitCount(guard.all()) == 1
        && guard.none() == 0
        && guard.unless().isEmpty()
        && !condition(program, guard).ofRun();
  }

  private static Condition condition(Program program, Guard guard) {
    return program.conditions[Long.numberOfTrailingZeros(guard.all())];
  }

  /** Whether a state takes what began the run, lets all else pass, and does nothing besides. */
  private static boolean isRung(Program program, State state, Guard begins) {
    Edge.Take take = onlyTake(state);
    return take != null
        && state.kind() == State.Kind.WAITING
        && state.within() == 0
        && state.edges().size() == 2
        && isOfEvent(program, take.guard())
        && isSame(program, take.guard(), begins)
        && state.edges().contains(new Edge.Ignore(Guard.OPEN.andNone(take.guard().all())));
  }

  /** Whether two conditions are one, or ask for the same types and nothing more. */
  private static boolean isSame(Program program, Guard one, Guard other) {
    if (one.equals(other)) {
      return true;
    }
    Condition of = condition(program, one);
    Condition as = condition(program, other);
    return isOfTypesOnly(of) && isOfTypesOnly(as) && of.types().equals(as.types());
  }

  private static boolean isOfTypesOnly(Condition condition) {
    return condition.where() == null && condition.script() == null && condition.after() == 0;
  }
}
