package dev.nudge.engine.measure;

import dev.nudge.engine.state.StateReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** All aggregates there are. */
public final class Aggregates {
  public static final Aggregate COUNT = new Count();
  public static final Aggregate SUM = new Sum("sum", false);
  public static final Aggregate MIN = new Extreme("min", false);
  public static final Aggregate MAX = new Extreme("max", true);
  public static final Aggregate AVG = new Sum("avg", true);
  public static final Aggregate DISTINCT = new Distinct();
  public static final Aggregate FIRST = new End("first", false);
  public static final Aggregate LAST = new End("last", true);
  public static final Aggregate TOP = new Top();

  private static final Map<String, Aggregate> BY_NAME = named();
  private static final Map<Integer, Aggregate.Form> FORMS = forms();

  private Aggregates() {}

  private static Map<String, Aggregate> named() {
    Map<String, Aggregate> byName = new LinkedHashMap<>();
    Stream.of(COUNT, SUM, MIN, MAX, AVG, DISTINCT, FIRST, LAST, TOP)
        .forEach(aggregate -> byName.put(aggregate.name(), aggregate));
    return Collections.unmodifiableMap(byName);
  }

  private static Map<Integer, Aggregate.Form> forms() {
    Map<Integer, Aggregate.Form> forms = new HashMap<>();
    BY_NAME.values().forEach(aggregate -> forms.putAll(aggregate.forms()));
    forms.put(DelayedAccumulator.TAG, DelayedAccumulator::read);
    return Collections.unmodifiableMap(forms);
  }

  /** By the names that documents give them, in the order in which people are told them. */
  public static Map<String, Aggregate> byName() {
    return BY_NAME;
  }

  /** Reads an accumulator, its tag before it. */
  static Accumulator read(StateReader reader) {
    long tag = reader.varint();
    Aggregate.Form form = tag == (int) tag ? FORMS.get((int) tag) : null;
    if (form == null) {
      throw reader.corrupt("a measure of unknown kind " + tag);
    }
    return form.read(reader);
  }
}
