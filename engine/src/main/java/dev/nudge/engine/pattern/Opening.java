package dev.nudge.engine.pattern;

import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.expression.AccessPredicate;
import dev.nudge.engine.expression.Expression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An event that may begin a run of a pattern, or fail while it is asked whether it does. For a user
 * who has no run of it, an event that fits no opening changes nothing and counts nothing.
 *
 * @param types the event types, empty for all
 * @param access the event does not fit where one of these does not hold
 * @param startsUnasked whether nothing but the type and the audience decides
 */
public record Opening(List<String> types, List<AccessPredicate> access, boolean startsUnasked) {
  private static final List<Opening> ANY = List.of(new Opening(List.of(), List.of(), false));

  /**
   * The openings of a pattern. They hold for events that weigh no more than {@link KeyForm#BYTES}:
   * the value of {@code correlate_by} could be too large in another.
   */
  public static List<Opening> of(Program program) {
    if (program.distinct != null) {
      return ANY; // every event is remembered
    }
    if (program.correlateBy != null && !readsEvent(program.correlateBy)) {
      return ANY; // it may fail
    }
    if (program.among != null) {
      return List.of(new Opening(List.of(), program.among.access(), false));
    }
    Set<Integer> entered = new LinkedHashSet<>();
    for (int start : program.starts) {
      enter(program, start, entered);
    }
    Set<Opening> openings = new LinkedHashSet<>();
    for (int state : entered) {
      for (Edge edge : program.states[state].edges()) {
        openings.addAll(of(program, edge));
      }
    }
    return List.copyOf(openings);
  }

  /** Whether it is a property of the event: to miss it is no failure. */
  static boolean readsEvent(Expression correlateBy) {
    return correlateBy
        .read()
        .filter(read -> read.owner() == AccessPredicate.Owner.EVENT)
        .isPresent();
  }

  /** A state, and those that look at the same event. */
  private static void enter(Program program, int state, Set<Integer> entered) {
    if (!entered.add(state)) {
      return;
    }
    for (Edge edge : program.states[state].edges()) {
      if (edge instanceof Edge.Proceed proceed) {
        proceed.targets().forEach(target -> enter(program, target, entered));
      }
    }
  }

  /**
   * The first of the conditions that must all hold is asked first: where it says no, nothing else
   * is asked. An edge without one asks all the others.
   */
  private static List<Opening> of(Program program, Edge edge) {
    Guard guard = edge.guard();
    if (guard.all() != 0) {
      boolean alone = guard.none() == 0 && guard.unless().isEmpty();
      Condition first = program.conditions[Long.numberOfTrailingZeros(guard.all())];
      boolean unasked =
          alone
              && edge instanceof Edge.Take
              && Long.bitCount(guard.all()) == 1
              && first.where() == null
              && first.script() == null;
      return List.of(of(first, unasked));
    }
    if (edge instanceof Edge.Take) {
      return ANY;
    }
    List<Opening> all = new ArrayList<>();
    for (long rest = guard.conditions(); rest != 0; rest &= rest - 1) {
      all.add(of(program.conditions[Long.numberOfTrailingZeros(rest)], false));
    }
    return all;
  }

  private static Opening of(Condition condition, boolean startsUnasked) {
    List<AccessPredicate> access =
        condition.where() == null ? List.of() : condition.where().access();
    return new Opening(condition.types(), access, startsUnasked);
  }
}
