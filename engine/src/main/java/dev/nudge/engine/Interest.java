package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.index.Fingerprints;
import dev.nudge.engine.index.Found;
import dev.nudge.engine.index.PredicateIndex;
import dev.nudge.engine.index.TypeMask;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.pattern.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What events of one type concern: measures that may take one in, campaigns without a pattern that
 * one of these measures may make true, campaigns whose pattern it may move. All in the order of the
 * set.
 */
final class Interest {
  /** So many patterns are asked in less time than it takes to find the right ones. */
  private static final int FEW = 8;

  private final Measured[] measures;
  private final CompiledCampaign[] conditions;
  private final CompiledCampaign[] patterns;
  private final long[] typeBits;
  private final int[] conditionNumbers;
  private final int[] patternNumbers;
  private final @Nullable Index index;

  /**
   * A measure, however many campaigns use it.
   *
   * @param owner the index of the campaign that its errors are counted for: the first that uses it
   */
  record Measured(MeasurePlan plan, int owner) {}

  /**
   * Finds the few of them that an event may change. All numbers are places in the interest's own
   * lists, but for those of {@code needing}.
   *
   * @param measures those whose condition the event may satisfy
   * @param conditions those that any event may make true, by what their audience asks
   * @param patterns those that it may begin
   * @param ofMeasure for each measure, the conditions that may become true when it takes an event
   * @param needing by a measure's fingerprint, the conditions that are to be asked at every event
   *     once it has seen one, as numbers in the set
   * @param correlates whether a pattern fails for an event that has too large a value
   */
  @SuppressWarnings("ArrayRecordComponent") // read in the inner loop, never handed out
  record Index(
      PredicateIndex measures,
      PredicateIndex conditions,
      PredicateIndex patterns,
      int[][] ofMeasure,
      Fingerprints<int[]> needing,
      boolean correlates) {}

  /** What one event concerns of it: places in its lists, ascending. For one thread. */
  static final class Selection {
    final Found measures = new Found();
    final Found conditions = new Found();
    final Found patterns = new Found();
    private final Register register = new Register();

    /** The event's type, as a {@link TypeMask}. */
    int typeMask;
  }

  /**
   * An interest; without an index, every event concerns all of it.
   *
   * @param type of the events; nothing for those that no pattern names
   */
  Interest(
      Optional<String> type,
      List<Measured> measures,
      List<CompiledCampaign> conditions,
      List<CompiledCampaign> patterns,
      @Nullable Index index) {
    this.measures = measures.toArray(Measured[]::new);
    this.conditions = conditions.toArray(CompiledCampaign[]::new);
    this.patterns = patterns.toArray(CompiledCampaign[]::new);
    this.conditionNumbers = numbers(this.conditions);
    this.patternNumbers = numbers(this.patterns);
    this.typeBits = new long[this.patterns.length];
    for (int i = 0; i < typeBits.length; i++) {
      Program program = Objects.requireNonNull(this.patterns[i].program());
      typeBits[i] = type.map(program::typeBit).orElse(Program.OTHER_TYPE);
    }
    this.index = index;
  }

  boolean isNone() {
    return measures.length == 0 && conditions.length == 0 && patterns.length == 0;
  }

  Measured measure(int place) {
    return measures[place];
  }

  CompiledCampaign condition(int place) {
    return conditions[place];
  }

  CompiledCampaign pattern(int place) {
    return patterns[place];
  }

  /** What stands for the type in the program of a pattern. */
  long typeBit(int place) {
    return typeBits[place];
  }

  /**
   * Leaves, of the patterns, those that apply at a time and have runs or may begin. It is a short
   * loop of its own so that the processor fetches all of them from memory at the same time: later
   * each would be waited for.
   *
   * @param running whether the user has runs of any pattern
   */
  void leaveApplying(long time, boolean running, Selection selected) {
    Found found = selected.patterns;
    int kept = 0;
    for (int i = 0; i < found.size(); i++) {
      int place = found.at(i);
      CompiledCampaign campaign = patterns[place];
      Program program = campaign.program();
      if (campaign.appliesAt(time)
          && program != null
          && (program.mayBeginWith(typeBits[place]) || running)) {
        found.set(kept++, place);
      }
    }
    found.truncate(kept);
  }

  /** Selects all of it. */
  void selectAll(Selection into) {
    into.measures.fill(measures.length);
    into.conditions.fill(conditions.length);
    into.patterns.fill(patterns.length);
  }

  /**
   * Selects what an event may change for a user of whom no events are kept: for any other, a
   * measure could begin with what was before.
   *
   * @param versions the campaigns that own a pattern
   */
  void select(
      Event event, UserState state, Fingerprints<List<CompiledCampaign>> versions, Selection into) {
    if (index == null) {
      selectAll(into);
      return;
    }
    into.measures.clear();
    into.conditions.clear();
    into.patterns.clear();
    index.measures.find(event, state.profile, into.register, into.measures);
    into.measures.settle();
    selectConditions(event, state, index, into);
    if (patterns.length > 0) {
      selectPatterns(event, state, index, versions, into);
    }
  }

  private void selectConditions(Event event, UserState state, Index by, Selection into) {
    if (conditions.length == 0) {
      return;
    }
    by.conditions.find(event, state.profile, into.register, into.conditions);
    for (int i = 0; i < into.measures.size(); i++) {
      into.conditions.addAll(by.ofMeasure[into.measures.at(i)]);
    }
    if (!by.needing.isEmpty()) {
      addNeeding(state, by, into);
    }
    into.conditions.settle();
  }

  private void addNeeding(UserState state, Index by, Selection into) {
    for (int i = 0; i < state.measures.size(); i++) {
      int[] needing = by.needing.get(state.measures.keyAt(i));
      if (needing != null) {
        for (int number : needing) {
          addPlace(conditionNumbers, number, into.conditions);
        }
      }
    }
  }

  /** Of those that the user has under way, the ones whose runs wait for such an event. */
  private void selectPatterns(
      Event event,
      UserState state,
      Index by,
      Fingerprints<List<CompiledCampaign>> versions,
      Selection into) {
    if (patterns.length <= FEW
        // A value may be too large to correlate by.
        || (by.correlates && event.properties().weighMoreThan(KeyForm.BYTES))) {
      into.patterns.fill(patterns.length);
      return;
    }
    by.patterns.find(event, state.profile, into.register, into.patterns);
    for (int i = 0; i < state.patterns.size(); i++) {
      if ((state.patterns.markAt(i) & into.typeMask) != 0) {
        addOwners(versions.get(state.patterns.keyAt(i)), into.patterns);
      }
    }
    into.patterns.settle();
  }

  private void addOwners(@Nullable List<CompiledCampaign> owners, Found into) {
    if (owners != null) {
      for (int i = 0; i < owners.size(); i++) {
        addPlace(patternNumbers, owners.get(i).index(), into);
      }
    }
  }

  private static int[] numbers(CompiledCampaign[] campaigns) {
    int[] numbers = new int[campaigns.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = campaigns[i].index();
    }
    return numbers;
  }

  /** Adds the place of a campaign of the set, if it is among these at all. */
  private static void addPlace(int[] among, int number, Found into) {
    int place = Arrays.binarySearch(among, number);
    if (place >= 0) {
      into.add(place);
    }
  }
}
