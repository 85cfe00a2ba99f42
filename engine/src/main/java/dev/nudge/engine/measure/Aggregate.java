package dev.nudge.engine.measure;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.StateReader;
import java.util.Locale;
import java.util.Map;

/**
 * What a measure computes: a class for each, or for two that keep the same, which alone knows what
 * it may be asked, what it keeps of the events, how much that is at most, and what it answers.
 * {@link Aggregates} lists them.
 */
public abstract class Aggregate {
  private final String name;
  private final Values values;

  /** What is kept of the value of an event. */
  enum Values {
    /** Nothing: it is computed of the events alone. */
    NONE,
    /** A number, as a double. */
    NUMBER,
    /** Any value, so that equal ones are the same. */
    KEY,
    /** Any value, as it is. */
    ANY
  }

  /** Reads an accumulator of one tag. */
  interface Form {
    Accumulator read(StateReader reader);
  }

  /**
   * An aggregate.
   *
   * @param name as a document writes it; states go by it
   */
  Aggregate(String name, Values values) {
    this.name = name;
    this.values = values;
  }

  /** As a document writes it. */
  public final String name() {
    return name;
  }

  /** Whether it is computed of a value of each event. */
  public final boolean takesValue() {
    return values != Values.NONE;
  }

  /** Whether it is told how many values to keep. */
  public boolean takesK() {
    return false;
  }

  /** Whether it can be of sequences of events. */
  public boolean takesSequence() {
    return false;
  }

  /** What its value is, for the type checker. */
  public abstract Scope.Type type();

  final Values values() {
    return values;
  }

  /** For people: what it is, before what it is of. */
  String describe(int k) {
    return name;
  }

  /** Whether it has a number for every user and event, also over nothing. */
  boolean isAlwaysANumber() {
    return false;
  }

  /** Leaves the value over no events in the frame. */
  Kind loadNothing(Frame frame) {
    return Accumulator.loadNothing(frame);
  }

  /** One that is empty, for a window of this plan. */
  abstract Accumulator accumulator(MeasurePlan plan);

  /** What an accumulator takes at most, in bytes, about, besides {@link #textBytes}. */
  abstract long bytes(MeasurePlan plan);

  /** What texts, lists and maps among its values take at most, in bytes. */
  long textBytes(MeasurePlan plan) {
    return 0;
  }

  /** Whether it keeps events one by one, and not only what comes of them. */
  boolean keepsSamples(MeasurePlan plan) {
    return plan.expires();
  }

  /** How many events it keeps one by one at most. */
  int samples(MeasurePlan plan) {
    return plan.samples();
  }

  /** For people: what it keeps at most. */
  String keeps(MeasurePlan plan) {
    return keepsSamples(plan)
        ? String.format(Locale.ROOT, "%,d samples", samples(plan))
        : "a running total";
  }

  /** By the tags of its accumulators; tags never change. */
  abstract Map<Integer, Form> forms();

  @Override
  public final String toString() {
    return name;
  }
}
