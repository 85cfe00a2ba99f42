package dev.nudge.engine.pattern;

import dev.nudge.engine.campaign.Repeat;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pattern means, computed the slow way: every match is looked for from its first event on,
 * over the whole history, with no state kept between events. It knows nothing of programs and runs.
 */
final class PatternOracle {
  /** A match: its events by step, when it was complete, and whether a deadline completed it. */
  record Match(List<String> taken, long time, boolean atDeadline) {}

  /** Where in the history it was complete: at an event, or between two. */
  private record Found(
      int first,
      int last,
      double at,
      long time,
      boolean atDeadline,
      List<Integer> events,
      List<Integer> steps) {}

  private final CompiledPattern pattern;
  private final List<CompiledPattern.Step> steps;
  private final long within;
  private List<Event> partition = List.of();
  private List<Found> found = new ArrayList<>();

  PatternOracle(CompiledPattern pattern) {
    this.pattern = pattern;
    this.steps = pattern.steps();
    this.within = pattern.spec().within().map(d -> d.toMillis()).orElse(Long.MAX_VALUE);
  }

  /** All matches of one user's events, which must be in time order. */
  List<Match> matches(List<Event> history) {
    List<Match> matches = new ArrayList<>();
    for (List<Event> events : partitions(history)) {
      partition = events;
      found = new ArrayList<>();
      for (int first = 0; first < partition.size(); first++) {
        if (takes(0, first, List.of(), List.of(), false)) {
          enter(0, 1, List.of(first), List.of(0));
        }
      }
      matches.addAll(skip());
    }
    return matches;
  }

  /** The events that exist for the pattern, apart by {@code correlate_by}. */
  private List<List<Event>> partitions(List<Event> history) {
    Map<Object, List<Event>> partitions = new LinkedHashMap<>();
    Map<Object, Object> lastValue = new LinkedHashMap<>();
    for (Event event : history) {
      if (pattern.among().isPresent() && !isTrue(pattern.among().get(), event)) {
        continue;
      }
      Object key = "all";
      if (pattern.correlateBy().isPresent()) {
        Optional<Object> value = value(pattern.correlateBy().get(), event);
        if (value.isEmpty()) {
          continue;
        }
        key = value.get();
      }
      if (pattern.distinct().isPresent()) {
        Optional<Object> value = value(pattern.distinct().get(), event);
        Object before = lastValue.put(key, value.orElse("none of " + event.id()));
        if (value.isPresent() && value.get().equals(before)) {
          continue;
        }
      }
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
    }
    return new ArrayList<>(partitions.values());
  }

  /** The match so far has had {@code count} events of a step; what can happen now? */
  private void enter(int step, int count, List<Integer> events, List<Integer> ofSteps) {
    Repeat.Times times = steps.get(step).spec().repeat().times();
    if (count < times.max()) {
      look(step, count, events, ofSteps, events.get(events.size() - 1) + 1);
    }
    if (count >= times.min()) {
      leave(step + 1, events, ofSteps);
    }
  }

  private void leave(int step, List<Integer> events, List<Integer> ofSteps) {
    if (step == steps.size()) {
      int last = events.get(events.size() - 1);
      found(last, time(last), false, events, ofSteps);
      return;
    }
    look(step, 0, events, ofSteps, events.get(events.size() - 1) + 1);
  }

  /** Goes through the following events for the next one of a step that has had {@code count}. */
  private void look(int step, int count, List<Integer> events, List<Integer> ofSteps, int from) {
    int firstPresent = step;
    while (firstPresent < steps.size() && steps.get(firstPresent).spec().isAbsentUntilNext()) {
      firstPresent++;
    }
    List<Integer> forbidden = forbiddenBefore(firstPresent);
    boolean pending = count == 0 && firstPresent == steps.size();
    if (count > 0) {
      forbidden.clear();
      firstPresent = step;
      for (int i = step + 1; i < steps.size() && steps.get(i).spec().isAbsentUntilNext(); i++) {
        forbidden.add(i);
      }
    }
    int waiting = pending ? steps.size() - 1 : firstPresent;
    long due =
        Math.min(
            within == Long.MAX_VALUE ? Long.MAX_VALUE : time(events.get(0)) + within,
            steps
                .get(waiting)
                .spec()
                .within()
                .map(d -> time(events.get(events.size() - 1)) + d.toMillis())
                .orElse(Long.MAX_VALUE));
    for (int at = from; at < partition.size(); at++) {
      if (time(at) >= due) {
        break;
      }
      if (!look(waiting, count, events, ofSteps, at, pending, forbidden)) {
        return;
      }
    }
    if (pending && due != Long.MAX_VALUE) {
      int next = from;
      while (next < partition.size() && time(next) < due) {
        next++;
      }
      found(next - 0.5, due, true, events, ofSteps);
    }
  }

  /** What must not happen between the last step that took an event and this one. */
  private List<Integer> forbiddenBefore(int step) {
    List<Integer> forbidden = new ArrayList<>();
    for (int i = step - 1; i >= 0 && steps.get(i).spec().absent(); i--) {
      if (steps.get(i).spec().isAbsentUntilNext()) {
        forbidden.add(i);
      }
    }
    return forbidden;
  }

  /** One event, for a match that waits for a step; says whether the match may go on waiting. */
  private boolean look(
      int step,
      int count,
      List<Integer> events,
      List<Integer> ofSteps,
      int at,
      boolean pending,
      List<Integer> forbidden) {
    boolean stop = false;
    for (int absent : forbidden) {
      stop |= takes(absent, at, events, ofSteps, false);
    }
    if (pending) {
      return !stop;
    }
    StepSpec spec = steps.get(step).spec();
    if (spec.absent()) { // not next
      if (stop || takes(step, at, events, ofSteps, false)) {
        return false;
      }
      if (step + 1 == steps.size()) {
        found(at, time(at), false, events, ofSteps);
        return false;
      }
      // The step behind it decides over the same event, and is then itself waited for.
      int behind = step + 1;
      while (steps.get(behind).spec().isAbsentUntilNext() && behind + 1 < steps.size()) {
        behind++;
      }
      boolean last = steps.get(behind).spec().isAbsentUntilNext();
      List<Integer> none = forbiddenBefore(last ? steps.size() : behind);
      if (look(behind, 0, events, ofSteps, at, last, none)) {
        look(step + 1, 0, events, ofSteps, at + 1);
      }
      return false;
    }
    boolean takes = takes(step, at, events, ofSteps, count == 0);
    if (takes) {
      // A forbidden event that is also the one waited for completes a match, but begins nothing
      // more.
      int before = found.size();
      enter(step, count + 1, plus(events, at), plus(ofSteps, step));
      if (stop) {
        keepOnly(before, at);
      }
    }
    if (stop) {
      return false;
    }
    return switch (count > 0 ? spec.repeat().loop().contiguity() : spec.contiguity()) {
      case NEXT -> false;
      case FOLLOWED_BY -> !takes;
      case FOLLOWED_BY_ANY -> true;
    };
  }

  private void keepOnly(int from, int completedAt) {
    for (int i = found.size() - 1; i >= from; i--) {
      if (found.get(i).at() != completedAt || found.get(i).atDeadline()) {
        found.remove(i);
      }
    }
  }

  private boolean takes(
      int step, int at, List<Integer> events, List<Integer> ofSteps, boolean first) {
    CompiledPattern.Step compiled = steps.get(step);
    Event event = partition.get(at);
    if (!compiled.spec().events().isEmpty()
        && compiled.spec().events().stream().noneMatch(t -> t.value().equals(event.type()))) {
      return false;
    }
    if (first
        && !events.isEmpty()
        && compiled.spec().after().isPresent()
        && time(at) - time(events.get(events.size() - 1))
            < compiled.spec().after().get().toMillis()) {
      return false;
    }
    return compiled
        .where()
        .map(
            where -> {
              Frame frame = new Frame();
              frame.event = event;
              frame.matched =
                  new Frame.Matched() {
                    @Override
                    public Event event(int wanted) {
                      List<Event> all = events(wanted);
                      return all.isEmpty() ? null : all.get(all.size() - 1);
                    }

                    @Override
                    public List<Event> events(int wanted) {
                      List<Event> all = new ArrayList<>();
                      for (int i = 0; i < events.size(); i++) {
                        if (ofSteps.get(i) == wanted) {
                          all.add(partition.get(events.get(i)));
                        }
                      }
                      return all;
                    }
                  };
              return where.evaluate(frame) == Kind.BOOL && frame.word != 0;
            })
        .orElse(true);
  }

  private void found(
      double at, long time, boolean atDeadline, List<Integer> events, List<Integer> ofSteps) {
    found.add(
        new Found(
            events.get(0), events.get(events.size() - 1), at, time, atDeadline, events, ofSteps));
  }

  /** In the order they are complete; deadlines come before the events of their time. */
  private List<Match> skip() {
    found.sort(
        Comparator.comparingDouble(Found::at)
            .thenComparing(Found::time)
            .thenComparing(Found::first));
    List<Found> fired = new ArrayList<>();
    for (Found next : found) {
      boolean consumed =
          fired.stream().anyMatch(f -> next.first() >= f.first() && next.first() < until(f));
      if (!consumed) {
        fired.add(next);
      }
    }
    List<Match> matches = new ArrayList<>();
    for (Found f : fired) {
      List<String> taken = new ArrayList<>();
      for (int i = 0; i < f.events().size(); i++) {
        taken.add(
            steps.get(f.steps().get(i)).spec().name()
                + "="
                + partition.get(f.events().get(i)).id());
      }
      matches.add(new Match(taken, f.time(), f.atDeadline()));
    }
    return matches;
  }

  /** What began with a match or after it is consumed if it began before this place. */
  private int until(Found match) {
    return switch (pattern.spec().skip().strategy()) {
      case NO_SKIP -> match.first();
      case TO_NEXT -> match.first() + 1;
      case PAST_LAST_EVENT -> match.last() + 1;
      case TO_FIRST -> match.events().get(match.steps().indexOf(named()));
      case TO_LAST -> match.events().get(match.steps().lastIndexOf(named()));
    };
  }

  private int named() {
    String name = pattern.spec().skip().step().orElseThrow().value();
    return pattern.spec().steps().stream().map(s -> s.name().value()).toList().indexOf(name);
  }

  private long time(int at) {
    return partition.get(at).time();
  }

  private static List<Integer> plus(List<Integer> list, int value) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(value);
    return longer;
  }

  private static boolean isTrue(Expression expression, Event event) {
    Frame frame = new Frame();
    frame.event = event;
    return expression.evaluate(frame) == Kind.BOOL && frame.word != 0;
  }

  private static Optional<Object> value(Expression expression, Event event) {
    Frame frame = new Frame();
    frame.event = event;
    Kind kind = expression.evaluate(frame);
    return kind == Kind.ERROR || kind == Kind.NULL
        ? Optional.empty()
        : Optional.of(frame.box(kind));
  }
}
