package dev.nudge.engine.funnel;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The funnel of one campaign, from its beginning, or from where it began anew after an end. Steps
 * of all its versions that have the same name are one. Its numbers are totals: they never begin
 * again at zero.
 */
public final class CampaignFunnel {
  private final String campaign;
  private final int life;
  private final Map<String, StepCounts> steps = new LinkedHashMap<>();
  private final Map<Long, PatternCounts> patterns = new TreeMap<>();
  private boolean changed;

  /** How many patterns went on when it was last told. */
  private long told;

  CampaignFunnel(String campaign, int life) {
    this.campaign = campaign;
    this.life = life;
  }

  /** The campaign's id. */
  public String campaign() {
    return campaign;
  }

  /** With which version it began, or began anew. */
  public int life() {
    return life;
  }

  /** What was counted, by the name of the step. */
  public Map<String, StepCounts> steps() {
    return Collections.unmodifiableMap(steps);
  }

  /**
   * How many users have a run in a step, by its name. One of several such funnels that are added up
   * may have less than nothing.
   *
   * @param goesOn whether the runs of a pattern still go on, by its key: those of a pattern that
   *     was edited, or has ended, wait for nothing
   */
  public Map<String, Long> waiting(LongPredicate goesOn) {
    Map<String, Long> waiting = new TreeMap<>();
    patterns.forEach(
        (key, pattern) -> {
          if (goesOn.test(key)) {
            pattern.eachWaiting((name, people) -> waiting.merge(name, people, Long::sum));
          }
        });
    waiting.values().removeIf(users -> users == 0);
    return waiting;
  }

  /** Whether it says something else than when this was last asked. */
  boolean takeChange(LongPredicate goesOn) {
    long going = patterns.keySet().stream().filter(goesOn::test).count();
    boolean take = changed || going != told;
    changed = false;
    told = going;
    return take;
  }

  void change() {
    changed = true;
  }

  StepCounts step(String name) {
    return steps.computeIfAbsent(name, any -> new StepCounts());
  }

  PatternCounts pattern(long key, List<String> names) {
    return patterns.computeIfAbsent(key, any -> new PatternCounts(this, names));
  }

  void index(Map<Long, PatternCounts> all) {
    all.putAll(patterns);
  }

  /**
   * How many people were let go of in a step, by its name, with those whose runs go on no more and
   * who have not been looked at since.
   *
   * @param goesOn as for {@link #waiting}
   */
  public Map<String, Long> letGo(LongPredicate goesOn) {
    Map<String, Long> letGo = new TreeMap<>();
    steps.forEach((name, counts) -> letGo.put(name, counts.left(StepCounts.Left.LET_GO)));
    patterns.forEach(
        (key, pattern) -> {
          if (!goesOn.test(key)) {
            pattern.eachWaiting((name, people) -> letGo.merge(name, people, Long::sum));
          }
        });
    return letGo;
  }

  void retain(LongPredicate known) {
    patterns
        .entrySet()
        .removeIf(
            pattern -> {
              boolean isGone = !known.test(pattern.getKey());
              if (isGone) {
                pattern
                    .getValue()
                    .eachWaiting(
                        (name, people) -> step(name).leave(StepCounts.Left.LET_GO, people));
              }
              return isGone;
            });
  }

  /** Writes it; {@link Funnel#read} adds it to what is there. */
  public void write(StateWriter out) {
    out.string(campaign);
    out.varint(life);
    out.varint(steps.size());
    steps.forEach(
        (name, counts) -> {
          out.string(name);
          for (long count : counts.all()) {
            out.zigzag(count);
          }
        });
    out.varint(patterns.size());
    patterns.forEach(
        (key, pattern) -> {
          out.fixed(key);
          out.varint(pattern.names().size());
          for (int step = 0; step < pattern.names().size(); step++) {
            out.string(pattern.names().get(step));
            out.zigzag(pattern.waiting()[step]);
          }
        });
  }

  /**
   * Adds what another wrote, behind its campaign and life.
   *
   * @param people whether the form is one that counts people. In one that does not, those who came
   *     are those who are there
   */
  void add(StateReader in, boolean people) {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      StepCounts step = step(in.string());
      long[] more = new long[step.all().length];
      for (int at = 0; at < (people ? more.length : StepCounts.RUNS); at++) {
        more[at] = in.zigzag();
      }
      step.add(more);
    }
    int written = in.count();
    for (int i = 0; i < written; i++) {
      long key = in.fixed();
      int size = in.count();
      List<String> names = new ArrayList<>(size);
      long[] waiting = new long[size];
      for (int step = 0; step < size; step++) {
        names.add(in.string());
        waiting[step] = in.zigzag();
      }
      PatternCounts pattern = pattern(key, names);
      for (int step = 0; step < Math.min(size, pattern.waiting().length); step++) {
        pattern.waiting()[step] += waiting[step];
        if (!people) {
          step(names.get(step)).come(waiting[step]);
        }
      }
    }
    changed = true;
  }
}
