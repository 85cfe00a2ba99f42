package dev.nudge.conformance.flink;

import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.Step;
import dev.nudge.conformance.pattern.Test;
import dev.nudge.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * What a step or an {@code until} asks, as Flink wants to be told. Flink's events are the places of
 * the case's events in their list.
 */
final class CaseCondition extends IterativeCondition<Integer> {
  private final transient List<Event> events;
  private final transient List<String> names;
  private final transient Optional<Step> step;
  private final transient Optional<Test> test;

  private CaseCondition(
      Pattern pattern, List<Event> events, Optional<Step> step, Optional<Test> test) {
    this.events = events;
    this.names = pattern.steps().stream().map(Step::name).toList();
    this.step = step;
    this.test = test;
  }

  /** When a step takes an event. */
  static CaseCondition of(Step step, Pattern pattern, List<Event> events) {
    return new CaseCondition(pattern, events, Optional.of(step), step.where());
  }

  /** When a repetition ends. */
  static CaseCondition until(Test test, Pattern pattern, List<Event> events) {
    return new CaseCondition(pattern, events, Optional.empty(), Optional.of(test));
  }

  @Override
  public boolean filter(Integer index, Context<Integer> context) throws Exception {
    Event event = events.get(index);
    if (step.isPresent() && !fits(step.get(), event, context)) {
      return false;
    }
    return test.isEmpty() || test.get().holds(event, name -> events(name, context));
  }

  private boolean fits(Step of, Event event, Context<Integer> context) throws Exception {
    if (!of.types().isEmpty() && !of.types().contains(event.type())) {
      return false;
    }
    return of.after().isEmpty() || isLateEnough(of, event, context);
  }

  /** Between the events of one step, {@code after} says nothing. */
  private boolean isLateEnough(Step of, Event event, Context<Integer> context) throws Exception {
    int last = -1;
    String lastStep = "";
    for (String name : names) {
      for (Integer taken : context.getEventsForPattern(name)) {
        if (taken > last) {
          last = taken;
          lastStep = name;
        }
      }
    }
    return last < 0
        || (of.repeat().isLoop() && lastStep.equals(of.name()))
        || event.time() - events.get(last).time() >= of.after().orElseThrow().toMillis();
  }

  private List<Event> events(String name, Context<Integer> context) {
    List<Event> taken = new ArrayList<>();
    try {
      for (Integer index : context.getEventsForPattern(name)) {
        taken.add(events.get(index));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return taken;
  }

  /** Tells Flink's closure cleaner that there is nothing to clean. Never serialized. */
  @SuppressWarnings("unused")
  private Object writeReplace() {
    return this;
  }
}
