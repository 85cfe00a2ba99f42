package dev.nudge.conformance.pattern;

import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.function.Function;

/** What can be asked of an event, in words that both engines can be told. */
public sealed interface Test {
  /**
   * Whether it holds. What cannot be answered, because a property or an event is missing, does not.
   *
   * @param taken the run's events of a step, by its name, oldest first
   */
  boolean holds(Event event, Function<String, List<Event>> taken);

  /**
   * The same in CEL.
   *
   * @param shapes says which steps are lists
   */
  String cel(Shapes shapes);

  /** {@code event.v == 1}. */
  record ValueIs(long value) implements Test {
    @Override
    public boolean holds(Event event, Function<String, List<Event>> taken) {
      return event.properties().get("v") instanceof Long v && v == value;
    }

    @Override
    public String cel(Shapes shapes) {
      return "event.v == " + value;
    }
  }

  /** {@code event.type == 'b'}. */
  record TypeIs(String type) implements Test {
    @Override
    public boolean holds(Event event, Function<String, List<Event>> taken) {
      return event.type().equals(type);
    }

    @Override
    public String cel(Shapes shapes) {
      return "event.type == '" + type + "'";
    }
  }

  /** {@code event.v >= s0.v}; of a list, its first event. */
  record AtLeast(String step) implements Test {
    @Override
    public boolean holds(Event event, Function<String, List<Event>> taken) {
      if (!(event.properties().get("v") instanceof Long v)) {
        return false;
      }
      List<Event> earlier = taken.apply(step);
      return !earlier.isEmpty()
          && earlier.get(0).properties().get("v") instanceof Long before
          && v >= before;
    }

    @Override
    public String cel(Shapes shapes) {
      return "event.v >= " + step + (shapes.isList(step) ? "[0].v" : ".v");
    }
  }

  /** {@code size(s1) < 2}, for a step that is a list. */
  record Fewer(String step, int than) implements Test {
    @Override
    public boolean holds(Event event, Function<String, List<Event>> taken) {
      return taken.apply(step).size() < than;
    }

    @Override
    public String cel(Shapes shapes) {
      return "size(" + step + ") < " + than;
    }
  }
}
