package dev.nudge.engine.measure;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.KeyForm;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.AccessPredicate;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.state.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A measure of a campaign version, compiled. Immutable; one serves all users and threads. Two
 * measures that ask for the same thing have the same fingerprint, whatever they are called, and can
 * share the state of a user.
 */
public final class MeasurePlan {
  /** How many elements a sequence can have. */
  public static final int LONGEST_SEQUENCE = 63;

  private final Aggregate aggregate;
  private final int k;
  private final Extent extent;
  private final MeasureLimits limits;
  private final long paneLength;
  private final long textLimit;
  private final MeasureInput input;
  private final Types events;
  private final Types types;
  private final String canonical;
  private final long fingerprint;
  private final String what;

  /** With the usual limits. */
  public static MeasurePlan of(
      MeasureSpec spec, Instant publishedAt, MeasureExpressions expressions) {
    return new MeasurePlan(spec, publishedAt, expressions, MeasureLimits.DEFAULT);
  }

  /**
   * Compiles.
   *
   * @param publishedAt when the campaign version was published: the windows may refer to it
   * @param expressions the spec's expressions
   * @throws IllegalArgumentException if the expressions are not those of the spec, an aggregate
   *     lacks its value, or a sequence has more than {@link #LONGEST_SEQUENCE} elements
   */
  public static MeasurePlan of(
      MeasureSpec spec, Instant publishedAt, MeasureExpressions expressions, MeasureLimits limits) {
    return new MeasurePlan(spec, publishedAt, expressions, limits);
  }

  private MeasurePlan(
      MeasureSpec spec, Instant publishedAt, MeasureExpressions expressions, MeasureLimits limits) {
    aggregate = spec.aggregate();
    if (aggregate.takesValue() && expressions.value().isEmpty()) {
      throw new IllegalArgumentException("'" + spec.name() + "' needs a value");
    }
    if (spec.sequence().size() != expressions.sequence().size()
        || spec.sequence().size() > LONGEST_SEQUENCE
        || !(spec.sequence().isEmpty() || aggregate.takesSequence())) {
      throw new IllegalArgumentException(
          "'"
              + spec.name()
              + "' has no sequence of up to "
              + LONGEST_SEQUENCE
              + " events to count");
    }
    this.limits = limits;
    k = aggregate.takesK() ? Math.max(1, spec.k()) : 0;
    extent = Extent.of(spec.window(), publishedAt);
    // A quarter of the limit: so the older half, when it is merged, becomes half as many at most.
    paneLength = extent.expires() ? extent.reach() / (limits.samples() / 4) + 1 : 1;
    input = new MeasureInput(spec, expressions);
    long texts = Math.max(limits.bytes() / 4, limits.bytes() - accumulatorBytes());
    textLimit = extent.delays() ? texts / 2 : texts; // what waits has half of it
    events = Types.of(spec.events());
    Types union = Types.NONE;
    for (MeasureSpec.SequenceElement element : spec.sequence()) {
      union = union.or(Types.of(element.events()));
    }
    types = spec.sequence().isEmpty() ? events : union.and(events);
    MeasureNames names = new MeasureNames(spec, k, extent, expressions);
    canonical = names.canonical();
    fingerprint = Fingerprint.of(canonical);
    what = names.describe();
  }

  /** What its value is, for the type checker. */
  public Scope.Type type() {
    return aggregate.type();
  }

  /** Whether it keeps one value per group and reads that of the current event. */
  public boolean grouped() {
    return input.by() != null;
  }

  /**
   * When it no longer asks for what was before its campaign's publication: that time itself where
   * it never did, {@link Long#MAX_VALUE} where it always will. All in milliseconds.
   */
  public long looksBackUntil(long publishedAt) {
    return extent.looksBackUntil(publishedAt);
  }

  /** The earliest time that it asks for at a time, in milliseconds. */
  public long asksBackTo(long now) {
    return extent.asksBackTo(now);
  }

  /**
   * The earliest time whose events it counts at a time, in milliseconds; {@link Long#MIN_VALUE}
   * where it counts all that there ever were.
   */
  public long beginsAt(long now) {
    return extent.beginsAt(now);
  }

  /** Which events it asks for, for people. */
  public String asks() {
    return extent.describe();
  }

  /** The event types it looks at; absent for all. */
  public Optional<Set<String>> eventTypes() {
    return types.names();
  }

  /** Whether an event of this type could change it; a few nanoseconds. */
  public boolean isAffectedBy(Event event) {
    return types.contain(event.type());
  }

  /**
   * Whether an end of its window follows the user's calendar: then what becomes of it depends on
   * when it is looked at, for the user may move to another zone.
   */
  public boolean followsCalendar() {
    return extent.turns();
  }

  /**
   * An event for which one of these does not hold changes nothing; none for a measure whose every
   * event counts. A measure that {@link #followsCalendar} has none.
   */
  public List<AccessPredicate> access() {
    return followsCalendar() ? List.of() : input.access();
  }

  /** Whether it has a number for every user and event, also over nothing. */
  public boolean hasAlwaysANumber() {
    return !grouped() && aggregate.isAlwaysANumber();
  }

  /** Equal for equal measures: the first 8 bytes of the SHA-256 of {@link #canonical}. */
  public long fingerprint() {
    return fingerprint;
  }

  /** All that decides what the measure is, with the ends of its window resolved. */
  public String canonical() {
    return canonical;
  }

  /** The state of a user for whom nothing was measured yet. */
  public MeasureState newState() {
    return new MeasureState();
  }

  /** The memory that the state of one user can take, in bytes, about. */
  public long worstCaseBytes() {
    long accumulator = accumulatorBytes() + aggregate.textBytes(this);
    return !grouped()
        ? accumulator
        : Math.max(
            accumulator,
            Math.min(
                limits.bytes(),
                limits.groups() * (accumulator + ValueTable.ENTRY_BYTES + KeyForm.BYTES)));
  }

  /** One sentence that names {@link #worstCaseBytes} and where it comes from. */
  public String worstCase() {
    StringBuilder text = new StringBuilder(80);
    text.append(String.format(Locale.ROOT, "at most %,d bytes a user", worstCaseBytes()));
    if (grouped()) {
      text.append(String.format(Locale.ROOT, " in %,d groups", limits.groups()));
    }
    text.append(", ").append(aggregate.keeps(this));
    if (grouped()) {
      text.append(" each");
    }
    return text.toString();
  }

  /** For people: what it computes over which events, and what it may cost. */
  public String describe() {
    return what + "; " + worstCase();
  }

  @Override
  public String toString() {
    return describe();
  }

  // What states and accumulators ask.

  MeasureInput input() {
    return input;
  }

  boolean takes(String type) {
    return types.contain(type);
  }

  int k() {
    return k;
  }

  Aggregate aggregate() {
    return aggregate;
  }

  int elements() {
    return input.elements();
  }

  boolean slides() {
    return extent.slides();
  }

  boolean expires() {
    return extent.expires();
  }

  Extent extent() {
    return extent;
  }

  int samples() {
    return limits.samples();
  }

  /**
   * Whether two times fall into one of the panes that the older half of a full window is cut into.
   */
  boolean samePane(long one, long other) {
    return Math.floorDiv(one, paneLength) == Math.floorDiv(other, paneLength);
  }

  int distinctLimit() {
    return limits.distinct();
  }

  int groupLimit() {
    return limits.groups();
  }

  long bytesLimit() {
    return limits.bytes();
  }

  /**
   * How much room an accumulator has for texts, lists and maps, in bytes: what numbers leave of
   * all.
   */
  long textLimit() {
    return textLimit;
  }

  /** No event older than this or as old will come. */
  long settledBefore(long now) {
    long settled = now - limits.lateness() - 1;
    return settled > now ? Long.MIN_VALUE : settled;
  }

  Accumulator newAccumulator() {
    Accumulator accumulator = aggregate.accumulator(this);
    return extent.delays() ? new DelayedAccumulator(accumulator) : accumulator;
  }

  /**
   * Leaves the value for a user for whom nothing was measured yet in the frame, and returns its
   * kind: what {@link MeasureState#load} of a new state does, without one.
   */
  public Kind loadEmpty(Frame frame) {
    Expression by = input.by();
    return by != null && input.group(by, frame) == null ? Kind.ERROR : loadNothing(frame);
  }

  /** Leaves the value over no events in the frame. */
  Kind loadNothing(Frame frame) {
    return aggregate.loadNothing(frame);
  }

  private long accumulatorBytes() {
    return Accumulator.FIXED_BYTES
        + (extent.delays() ? Samples.bytes(limits.samples() + 1, 3) : 0)
        + aggregate.bytes(this);
  }
}
