package dev.nudge.engine;

import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.firing.FiringState;
import dev.nudge.engine.measure.MeasureState;
import dev.nudge.engine.pattern.PatternState;
import dev.nudge.engine.state.CorruptStateException;
import dev.nudge.engine.state.Keyed;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one user: clock, profile, measures and runs. What it holds is keyed by
 * what it means (a fingerprint of the measure or pattern), so it outlives the {@link CampaignSet}
 * it was made with. Mutable, for one thread; only a {@link Detector} changes it.
 */
public final class UserState {
  /** The first number of the binary form. A reader knows this version and the older ones. */
  private static final int VERSION = 9;

  private final String user;
  Profile profile = Profile.EMPTY;
  long clock = Long.MIN_VALUE;
  final Keyed<MeasureState> measures = new Keyed<>();
  final Keyed<PatternState> patterns = new Keyed<>();

  /** Empty unless whoever detects keeps it. */
  final History history = new History();

  /** The events that came last, to know one that comes again. */
  final Recent recent = new Recent();

  /** What is remembered of the user's offers; null for nothing. */
  @Nullable FiringState firing;

  /** Profile updates whose time the clock has not reached, by time; those of one as they came. */
  private List<Expected> expected = List.of();

  /** What they weigh. */
  private long expectedBytes;

  /**
   * A profile update that holds from a time on.
   *
   * @param time in milliseconds
   */
  record Expected(long time, Properties update) {}

  /** No pattern is due before this time. */
  private long deadline = Long.MAX_VALUE;

  /** No measure's window has passed before this time of the clock. */
  long forgetAt = Long.MAX_VALUE;

  /** A user never seen before. */
  public UserState(String user) {
    this.user = user;
  }

  /** Whose state it is. */
  public String user() {
    return user;
  }

  /** What is known of the user. */
  public Profile profile() {
    return profile;
  }

  /**
   * The user's clock: the greatest event time seen, in milliseconds; {@link Long#MIN_VALUE} before
   * the first.
   */
  public long clock() {
    return clock;
  }

  /**
   * The earliest time at which something may be due, in milliseconds, or {@link Long#MAX_VALUE}.
   * May be too early, never too late.
   */
  public long nextDeadline() {
    return deadline;
  }

  /** Whether nothing but the clock, and which events came last, is remembered. */
  public boolean isEmpty() {
    return isIdle() && profile.properties().size() == 0 && expected.isEmpty();
  }

  /** Whether no measure, no run and no event is remembered, so that only the profile may stay. */
  public boolean isIdle() {
    return history.isEmpty() && measures.size() == 0 && patterns.size() == 0 && firing == null;
  }

  /** What is remembered of the user's offers, to be added to. */
  FiringState offers() {
    if (firing == null) {
      firing = new FiringState(user);
    }
    return firing;
  }

  /** Whether events may be what an offer was to bring about. */
  boolean awaitsGoals() {
    return firing != null && firing.awaitsGoals();
  }

  void expect(Expected update) {
    if (expected.isEmpty()) {
      expected = new ArrayList<>(1);
    }
    int at = expected.size();
    while (at > 0 && expected.get(at - 1).time() > update.time()) {
      at--;
    }
    expected.add(at, update);
    expectedBytes += update.update().weight();
  }

  /** How many profile updates are ahead of the clock. */
  int ahead() {
    return expected.size();
  }

  /** What the profile updates that are ahead of the clock weigh, in bytes. */
  long aheadBytes() {
    return expectedBytes;
  }

  @Nullable Expected nextExpected() {
    return expected.isEmpty() ? null : expected.get(0);
  }

  /** The profile as a deadline sees it: what becomes known at the same time comes after. */
  Profile profileBefore(long time) {
    Profile known = profile;
    for (Expected update : expected) {
      if (update.time() < time) {
        known = known.merge(update.update());
      }
    }
    return known;
  }

  /** Forgets {@link #nextExpected}. */
  void learnt() {
    expectedBytes -= expected.remove(0).update().weight();
    if (expected.isEmpty()) {
      expected = List.of();
    }
  }

  void due(long time) {
    deadline = Math.min(deadline, time);
  }

  /** Forgets patterns without runs and finds the deadline again. */
  void tidy() {
    deadline = Long.MAX_VALUE;
    for (int i = patterns.size() - 1; i >= 0; i--) {
      if (patterns.valueAt(i).isEmpty()) {
        patterns.removeAt(i);
      } else {
        due(patterns.valueAt(i).deadline());
      }
    }
    if (firing != null && firing.isEmpty()) {
      firing = null;
    } else if (firing != null) {
      due(firing.deadline());
    }
  }

  /** The versioned binary form. */
  public byte[] toBytes() {
    StateWriter out = StateWriter.reused();
    out.varint(VERSION);
    out.string(user);
    out.zigzag(clock);
    out.properties(profile.properties());
    out.varint(expected.size());
    for (Expected update : expected) {
      out.zigzag(update.time());
      out.properties(update.update());
    }
    history.write(out);
    out.zigzag(deadline);
    out.varint(measures.size());
    for (int i = 0; i < measures.size(); i++) {
      out.fixed(measures.keyAt(i));
      measures.valueAt(i).write(out);
    }
    out.varint(patterns.size());
    for (int i = 0; i < patterns.size(); i++) {
      out.fixed(patterns.keyAt(i));
      patterns.valueAt(i).write(out);
    }
    recent.write(out);
    if (measures.size() > 0) {
      out.zigzag(forgetAt);
    }
    out.flag(firing != null);
    if (firing != null) {
      firing.write(out);
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws CorruptStateException if it is not that, or of an unknown version
   */
  public static UserState fromBytes(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    long version = in.varint();
    if (version < 1 || version > VERSION) {
      throw new CorruptStateException(
          "the state is of version "
              + version
              + ", this program knows the versions up to "
              + VERSION
              + ": use the program that wrote it, or a later one");
    }
    UserState state = new UserState(in.string());
    state.clock = in.zigzag();
    state.profile = new Profile(in.properties());
    if (version > 1) { // version 1 knew of neither
      int expected = in.count();
      for (int i = 0; i < expected; i++) {
        state.expect(new Expected(in.zigzag(), in.properties()));
      }
      state.history.read(in, state.user, version > 8); // 8 had events as objects
    }
    state.deadline = in.zigzag();
    int measures = in.count();
    for (int i = 0; i < measures; i++) {
      state.measures.put(in.fixed(), MeasureState.read(in));
    }
    if (version < 3) { // what runs wait for was numbered in another way: they begin anew
      state.deadline = Long.MAX_VALUE;
      state.forgetAt = Long.MIN_VALUE;
      return state;
    }
    int patterns = in.count();
    for (int i = 0; i < patterns; i++) {
      state.patterns.put(in.fixed(), PatternState.read(in, version > 5));
    }
    if (version > 3) { // version 3 knew of no repeats
      state.recent.read(in);
    }
    if (state.measures.size() > 0) { // version 4 forgot nothing: look at the next occasion
      state.forgetAt = version > 4 ? in.zigzag() : Long.MIN_VALUE;
    }
    if (version > 6 && in.flag()) { // version 6 remembered no offers
      state.firing = FiringState.read(in, state.user, version > 7); // 7 knew of no costs
    }
    if (!in.atEnd()) {
      throw in.corrupt("more than a state");
    }
    return state;
  }

  /** Equal states have equal bytes. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof UserState that && Arrays.equals(toBytes(), that.toBytes()));
  }

  @Override
  public int hashCode() {
    return user.hashCode();
  }
}
