package dev.nudge.conformance.flink;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.State;
import org.apache.flink.cep.nfa.StateTransition;
import org.apache.flink.cep.nfa.StateTransitionAction;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a circle of states that let an event through to each other. Flink follows such edges
 * until there are none left, so in a circle it never ends.
 */
final class Endless {
  private final Set<String> open = new HashSet<>();
  private final Set<String> done = new HashSet<>();

  private Endless() {}

  static boolean is(NFA<Integer> nfa) {
    Endless search = new Endless();
    return nfa.getStates().stream().anyMatch(search::inCircle);
  }

  /** Some of Flink's edges lead nowhere; following one it throws, but does end. */
  private boolean inCircle(@Nullable State<Integer> state) {
    if (state == null) {
      return false;
    }
    if (!open.add(state.getName())) {
      return true;
    }
    boolean found = false;
    if (!done.contains(state.getName())) {
      for (StateTransition<Integer> edge : state.getStateTransitions()) {
        found |=
            edge.getAction() == StateTransitionAction.PROCEED
                && !found
                && inCircle(edge.getTargetState());
      }
    }
    open.remove(state.getName());
    done.add(state.getName());
    return found;
  }
}
