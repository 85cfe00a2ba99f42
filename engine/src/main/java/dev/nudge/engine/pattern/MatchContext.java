package dev.nudge.engine.pattern;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Weight;
import dev.nudge.engine.expression.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The pattern and the event that a {@link Matcher} is at. All that it consists of look here, so
 * that the next pattern is said once. A field that has its value already is not written again: a
 * write of a reference into an object that lives long costs as much as several reads.
 */
@SuppressWarnings("ReferenceEquality") // the same object, or it is written
final class MatchContext {
  Program program;
  Frame frame;
  Listener listener;

  /** The event; that of an earlier call where a deadline is at hand. */
  Event event;

  /** What stands for the event's type in the program. */
  long typeBit;

  /** The number of the event among those of its pattern and user. */
  long order;

  /** Whether the event's own weight was added to what its pattern keeps. */
  private boolean weighed;

  @SuppressWarnings("NullAway.Init") // set by each call, before anything is read
  MatchContext() {}

  void begin(Program ofPattern, Frame itsFrame, Listener whoListens) {
    if (program != ofPattern) {
      program = ofPattern;
    }
    if (frame != itsFrame) {
      frame = itsFrame;
    }
    if (listener != whoListens) {
      listener = whoListens;
    }
  }

  void at(Event current, long itsTypeBit) {
    if (event != current) {
      event = current;
    }
    typeBit = itsTypeBit;
  }

  /** The event would be the next of its pattern and user, if anything comes of it. */
  void number(PatternState state) {
    order = state.events;
    weighed = false;
  }

  /** What a run has after it took the event. */
  Taken.Kept keep(PatternState state, @Nullable Taken before, int step) {
    weigh(state, 1);
    return new Taken.Kept(before, step, order, event);
  }

  /** So many runs take the event. */
  void weigh(PatternState state, int links) {
    state.weight += links * Room.LINK + (weighed ? 0 : Weight.atMost(event));
    weighed = true;
  }

  /** What conditions see of what was taken. */
  void matched(Frame.Matched matched) {
    if (frame.matched != matched) {
      frame.matched = matched;
    }
  }

  /**
   * When to look again for runs that are due from this time on. If they only expire, and nobody
   * wants to hear of it, a part of the window later will do: an event that comes to their partition
   * before looks by itself, and one sweep then finds many.
   */
  long sweepTime(long due) {
    return program.mayFireAtDeadline() || listener.wantsMoves() || due == Long.MAX_VALUE
        ? due
        : due + program.longestWait / 8;
  }
}
