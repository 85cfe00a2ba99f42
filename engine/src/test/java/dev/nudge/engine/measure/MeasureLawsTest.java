package dev.nudge.engine.measure;

import static dev.nudge.engine.measure.Measuring.PUBLISHED;
import static dev.nudge.engine.measure.Measuring.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.measure.Measuring.Draft;
import dev.nudge.engine.measure.Measuring.User;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Measures against {@link MeasureOracle}, which keeps everything and recomputes. */
class MeasureLawsTest {
  /**
   * The length of every window in units; the latest an event may be; how far the clock may jump.
   */
  private static final long LENGTH = 40;

  private static final long LATENESS = 60;

  /** One event to come, its times in units. */
  record Step(
      long advance, long late, String type, Object value, Object ok, Object group, boolean read) {}

  /** A measure, the length of a unit in milliseconds, the user's zone, and the first time. */
  record Case(Draft draft, long unit, String zone, long begin) {}

  @Property(tries = 1500)
  void aMeasureIsWhatItsDefinitionSaysAfterEveryEvent(
      @ForAll("cases") Case measured, @ForAll("histories") List<Step> steps) {
    check(measured, steps);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void itStaysSoOverLongHistories(
      @ForAll("cases") Case measured, @ForAll("longHistories") List<Step> steps) {
    check(measured, steps);
  }

  private static void check(Case measured, List<Step> steps) {
    long unit = measured.unit();
    MeasurePlan plan = measured.draft().plan();
    User user = new User(plan);
    User stored = new User(plan);
    Profile profile = new Profile(Properties.of(Map.of("timezone", measured.zone())));
    user.frame.profile = profile;
    stored.frame.profile = profile;
    MeasureOracle oracle = new MeasureOracle(measured.draft(), ZoneId.of(measured.zone()));
    List<Event> probes = new ArrayList<>();
    long now = measured.begin() - LENGTH * unit;
    for (Step step : steps) {
      now += step.advance() * unit;
      Event event = event(step, now - step.late() * unit);
      user.frame.now = now;
      stored.frame.now = now;
      oracle.moveTo(now);
      if (step.read()) {
        assertThat(user.read(event)).as("before %s", event).isEqualTo(oracle.read(event));
      }
      boolean taken = user.on(event);
      assertThat(stored.on(event)).isEqualTo(taken);
      oracle.on(event);
      if (step.read()) {
        probes.add(event);
        for (Event probe : probes.subList(Math.max(0, probes.size() - 3), probes.size())) {
          Object expected = oracle.read(probe);
          assertThat(user.read(probe)).as("after %s, of %s", event, probe).isEqualTo(expected);
          assertThat(stored.read(probe)).as("read back, %s", probe).isEqualTo(expected);
        }
      }
      assertThat(stored.state).isEqualTo(user.state);
      byte[] written = stored.bytes();
      stored.writeAndReadBack();
      assertThat(stored.bytes()).isEqualTo(written);
      assertThat(stored.state).isEqualTo(user.state).hasSameHashCodeAs(user.state);
      assertThat(user.state.approximate()).isFalse();
    }
    assertThat(stored.skipped).isEqualTo(user.skipped);
    emptyStatesAreAsGoodAsNew(user, oracle, probes, now + 100 * LENGTH * unit);
  }

  private static void emptyStatesAreAsGoodAsNew(
      User user, MeasureOracle oracle, List<Event> probes, long later) {
    oracle.moveTo(later);
    user.frame.now = later;
    for (Event probe : probes) {
      assertThat(user.read(probe)).isEqualTo(oracle.read(probe));
    }
    if (user.state.emptyFrom(user.plan) <= later) {
      user.state = user.plan.newState();
      for (Event probe : probes) {
        assertThat(user.read(probe)).isEqualTo(oracle.read(probe));
      }
    } else {
      assertThat(user.plan.slides()).as("nothing stays in a sliding window").isFalse();
    }
  }

  private static Event event(Step step, long time) {
    Map<String, Object> properties = new HashMap<>();
    if (step.value() != MISSING) {
      properties.put("v", step.value());
    }
    if (step.ok() != MISSING) {
      properties.put("ok", step.ok());
    }
    if (step.group() != MISSING) {
      properties.put("g", step.group());
    }
    return Measuring.event(time, step.type(), properties);
  }

  private static final Object MISSING = new Object();

  @Provide
  Arbitrary<List<Step>> histories() {
    return step().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Step>> longHistories() {
    return step().list().ofSize(400);
  }

  private static Arbitrary<Step> step() {
    Arbitrary<Long> advance =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0L)),
            Tuple.of(4, Arbitraries.longs().between(1, 5)),
            Tuple.of(1, Arbitraries.of(LENGTH - 1, LENGTH, LENGTH + 1, 2 * LENGTH)));
    Arbitrary<Long> late =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(0L)),
            Tuple.of(2, Arbitraries.longs().between(1, 10)),
            Tuple.of(1, Arbitraries.of(LENGTH - 1, LENGTH, LENGTH + 1, LATENESS)));
    Arbitrary<Object> ok =
        Arbitraries.frequency(
            Tuple.of(6, (Object) true),
            Tuple.of(2, (Object) false),
            Tuple.of(1, MISSING),
            Tuple.of(1, (Object) "yes"));
    Arbitrary<Object> group =
        Arbitraries.of("x", "x", "y", 1L, 1.0, MISSING, List.of(1L), List.of(1.0), Null.NULL);
    return Combinators.combine(
            advance,
            late,
            Arbitraries.of("a", "b", "c"),
            values(),
            ok,
            group,
            Arbitraries.of(true, true, false))
        .as(Step::new);
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> small = Arbitraries.longs().between(-3, 3).map(value -> (Object) value);
    Arbitrary<Object> prices =
        Arbitraries.longs().between(-500, 99_999).map(cents -> (Object) (cents / 100.0));
    Arbitrary<Object> doubles = Arbitraries.doubles().map(value -> (Object) value);
    Arbitrary<Object> bits =
        Arbitraries.longs().map(value -> (Object) Double.longBitsToDouble(value));
    Arbitrary<Object> hostile =
        Arbitraries.of(
            MISSING,
            Null.NULL,
            true,
            "7",
            "",
            Double.NaN,
            Double.POSITIVE_INFINITY,
            -0.0,
            0.0,
            1.0,
            1e300,
            -1e300,
            1.0000001e300,
            Double.MIN_VALUE,
            0x1p53,
            1e-300,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0x1p63,
            List.of(1L, 2.5),
            List.of(1.0, 2.5),
            Map.of("a", 1L),
            Map.of("a", 1.0));
    return Arbitraries.frequencyOf(
        Tuple.of(4, small),
        Tuple.of(4, prices),
        Tuple.of(1, doubles),
        Tuple.of(1, bits),
        Tuple.of(3, hostile));
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Optional<String>> by =
        Arbitraries.of(Optional.empty(), Optional.empty(), Optional.of("g"));
    Arbitrary<Optional<String>> where = Arbitraries.of(Optional.empty(), Optional.of("ok"));
    Arbitrary<List<String>> types =
        Arbitraries.of(List.of(), List.of("a"), List.of("a", "b"), List.of("none"));
    Arbitrary<List<String>> sequence =
        Arbitraries.of("a", "b", "c", "*", "a?").list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Boolean> hours = Arbitraries.of(false, false, true);
    Arbitrary<Draft> plain =
        Combinators.combine(
                Arbitraries.of(Aggregates.byName().values()),
                Arbitraries.of(1, 2, 3, 7),
                hours,
                windows())
            .as(
                (aggregate, k, hourly, window) ->
                    Draft.of(aggregate, window.apply(unit(hourly)))
                        .k(k)
                        .limits(
                            new MeasureLimits(
                                10_000, 10_000, 1_000, 4L << 20, LATENESS * unit(hourly))));
    Arbitrary<Draft> sequences =
        Combinators.combine(sequence, hours, windows())
            .as(
                (elements, hourly, window) -> {
                  Draft draft =
                      Draft.of(Aggregates.COUNT, window.apply(unit(hourly)))
                          .limits(
                              new MeasureLimits(
                                  10_000, 10_000, 1_000, 4L << 20, LATENESS * unit(hourly)));
                  for (String element : elements) {
                    draft =
                        element.equals("a?")
                            ? draft.then("a", Optional.of(Measuring.property("ok")))
                            : draft.then(element);
                  }
                  return draft;
                });
    return Combinators.combine(
            Arbitraries.frequencyOf(Tuple.of(9, plain), Tuple.of(3, sequences)),
            by,
            where,
            types,
            Arbitraries.of(
                "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"),
            begins())
        .as(
            (draft, group, condition, names, zone, begin) -> {
              Draft full = draft.events(names.toArray(String[]::new));
              full = group.isPresent() ? full.by(group.get()) : full;
              full = condition.isPresent() ? full.where(condition.get()) : full;
              return new Case(full, draft.limits().lateness() / LATENESS, zone, begin);
            });
  }

  /** Mostly where campaigns are published; else before clocks are set, and where months end. */
  private static Arbitrary<Long> begins() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(START)),
        Tuple.of(
            2,
            Arbitraries.of(
                    "2026-10-30T22:00:00Z",
                    "2026-03-06T12:00:00Z",
                    "2026-04-03T12:00:00Z",
                    "2028-02-27T23:00:00Z",
                    "2026-12-31T09:59:00Z")
                .map(time -> Instant.parse(time).toEpochMilli())));
  }

  private static long unit(boolean hourly) {
    return hourly ? Duration.ofHours(1).toMillis() : 1;
  }

  private interface Scaled {
    Window apply(long unit);
  }

  private static Arbitrary<Scaled> windows() {
    Window.Bound day = calendar("day");
    return Arbitraries.of(
        unit -> new Window.All(),
        unit -> new Window.Sliding(Duration.ofMillis(LENGTH * unit)),
        unit -> new Window.Sliding(Duration.ofMillis(LENGTH * unit)),
        unit -> new Window.Sliding(Duration.ofMillis(LENGTH * unit)),
        unit -> new Window.Sliding(Duration.ofMillis(1)),
        unit -> between(publish(0), Optional.empty()),
        unit -> between(publish(-LENGTH * unit / 2), Optional.of(publish(LENGTH * unit / 2))),
        unit -> between(publish(LENGTH * unit), Optional.of(publish(3 * LENGTH * unit))),
        unit ->
            between(
                new Window.Bound.At(PUBLISHED.minusMillis(7 * unit)),
                Optional.of(new Window.Bound.At(PUBLISHED.plusMillis(1000 * unit)))),
        unit -> between(publish(5), Optional.of(publish(-5))),
        unit -> between(day, Optional.empty()),
        unit -> between(day, Optional.of(publish(LENGTH * unit))),
        unit -> between(calendar("day - 1d"), Optional.of(day)),
        unit -> between(calendar("day - 2d"), Optional.empty()),
        unit -> between(calendar("day - 2d"), Optional.of(calendar("day - 1d"))),
        unit -> between(calendar("week"), Optional.empty()),
        unit -> between(calendar("week"), Optional.of(day)),
        unit -> between(calendar("week - 7d"), Optional.of(calendar("week"))),
        unit -> between(calendar("month"), Optional.of(calendar("month + 14d"))),
        unit -> between(calendar("month - 1mo"), Optional.of(calendar("month"))),
        unit -> between(publish(-LENGTH * unit), Optional.of(day)),
        unit -> between(day, Optional.of(calendar("day + 1d"))));
  }

  private static Window.Bound calendar(String text) {
    String[] parts = text.split(" ", -1);
    Window.Bound.Unit unit = Window.Bound.Unit.valueOf(parts[0].toUpperCase(Locale.ROOT));
    if (parts.length == 1) {
      return new Window.Bound.Calendar(unit, 0, Window.Bound.Unit.DAY);
    }
    boolean months = parts[2].endsWith("mo");
    int count = Integer.parseInt(parts[1] + parts[2].replaceAll("[a-z]", ""));
    return new Window.Bound.Calendar(
        unit, count, months ? Window.Bound.Unit.MONTH : Window.Bound.Unit.DAY);
  }

  private static Window between(Window.Bound from, Optional<Window.Bound> to) {
    return new Window.Between(from, to);
  }

  private static Window.Bound publish(long offset) {
    return new Window.Bound.Publish(Duration.ofMillis(offset));
  }
}
