package dev.nudge.engine.pattern;

import dev.nudge.engine.document.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program in words, one state a paragraph, for people. */
final class ProgramText {
  private final Program program;

  ProgramText(Program program) {
    this.program = program;
  }

  String write() {
    StringBuilder text = new StringBuilder();
    if (program.starts.length > 1) {
      text.append("begins in any of ").append(Arrays.toString(program.starts)).append('\n');
    }
    for (State state : program.states) {
      if (state.kind() != State.Kind.FINAL) {
        write(state, text);
      }
    }
    return text.toString();
  }

  private void write(State state, StringBuilder text) {
    text.append(state.index()).append(": ");
    text.append(
        state.kind() == State.Kind.PENDING
            ? "wait for the deadline, no '" + program.stepNames[state.step()] + "' until then"
            : "wait for '" + program.stepNames[state.step()] + "'");
    if (state.within() > 0) {
      text.append(", at most ").append(DurationText.of(state.within()));
    }
    boolean passes = Arrays.stream(program.starts).anyMatch(start -> start == state.index());
    for (Edge edge : state.edges()) {
      text.append("\n   ").append(words(edge, state.kind() == State.Kind.WAITING));
      passes |= edge instanceof Edge.Ignore || edge instanceof Edge.Proceed;
    }
    if (!passes) {
      text.append("\n   anything else: give up");
    }
    if (state.kind() == State.Kind.PENDING) {
      text.append("\n   at the deadline: match");
    }
    text.append('\n');
  }

  /** {@code waits}: for an event, so that one that fits may be taken and pass. */
  private String words(Edge edge, boolean waits) {
    if (edge instanceof Edge.Take take) {
      return said(take.guard()) + ": take it, " + arrival(take.targets());
    }
    if (edge instanceof Edge.Stop stop) {
      return said(stop.guard()) + ": give up";
    }
    if (edge instanceof Edge.Proceed proceed) {
      return said(proceed.guard()) + ": as in " + arrival(proceed.targets());
    }
    return edge.guard().equals(Guard.OPEN) && waits
        ? "any event: may pass as well"
        : "anything else: let it pass";
  }

  private String arrival(List<Integer> targets) {
    List<String> where = new ArrayList<>();
    for (int target : targets) {
      where.add(program.states[target].kind() == State.Kind.FINAL ? "match" : "go to " + target);
    }
    return String.join(" and ", where);
  }

  private String said(Guard guard) {
    List<String> parts = new ArrayList<>();
    each(guard.all(), condition -> parts.add(words(condition)));
    each(guard.none(), condition -> parts.add("not " + words(condition)));
    guard.unless().forEach(other -> parts.add("not (" + said(other) + ")"));
    return parts.isEmpty() ? "any event" : String.join(", ", parts);
  }

  private static void each(long conditions, java.util.function.IntConsumer action) {
    for (long rest = conditions; rest != 0; rest &= rest - 1) {
      action.accept(Long.numberOfTrailingZeros(rest));
    }
  }

  private String words(int condition) {
    long after = program.conditions[condition].after();
    String words = PlainText.of(program.conditions[condition].words());
    return after == 0 ? words : words + " at least " + DurationText.of(after) + " later";
  }
}
