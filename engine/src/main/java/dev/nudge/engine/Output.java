package dev.nudge.engine;

import com.google.common.base.Throwables;
import dev.nudge.engine.event.Event;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a {@link Detector} puts what it finds. Called in order, on the caller's thread. */
public interface Output {
  /** A campaign fired. */
  void trigger(Trigger trigger);

  /** A campaign would have fired, and its candidate was withheld. */
  default void withheld(Withheld withheld) {}

  /** What came of an offer, so far. */
  default void outcome(Outcome outcome) {}

  /** A run moved. Only called where {@link #wantsTransitions} said so. */
  void transition(Transition transition);

  /**
   * An event could not be used.
   *
   * @param reason a short, countable phrase, such as {@code late}
   */
  void rejected(Event event, String reason);

  /**
   * A campaign failed at an event or a deadline, by a mistake of this program; the other campaigns
   * go on. Unless somebody else takes it, it is thrown.
   *
   * @param event at which; absent: at a deadline, and the campaign's runs of the user are given up
   * @param failure a {@link RuntimeException}, or a {@link StackOverflowError}
   */
  default void failed(String campaign, String user, Optional<Event> event, Throwable failure) {
    Throwables.throwIfUnchecked(failure);
    throw new IllegalStateException(failure);
  }

  /** An event that is taken is older than the user's clock: another was before it. */
  default void disordered(Event event) {}

  /** An event was dropped, since it is remembered that it came before. */
  default void repeated(Event event) {}

  /** Whether any moves are to be told as transitions; they cost time. */
  default boolean wantsTransitions() {
    return true;
  }

  /**
   * Whether the moves that come of one event, or deadline, are to be told. Asked once for each
   * campaign whose runs may move.
   *
   * @param journal whether the campaign has texts for its journal
   */
  default boolean wantsTransitions(String campaign, boolean journal, String user) {
    return wantsTransitions();
  }

  /** Hands on the triggers alone; rejected events are dropped. */
  static Output triggersTo(Consumer<Trigger> consumer) {
    return new Output() {
      @Override
      public void trigger(Trigger trigger) {
        consumer.accept(trigger);
      }

      @Override
      public void transition(Transition transition) {}

      @Override
      public void rejected(Event event, String reason) {}

      @Override
      public boolean wantsTransitions() {
        return false;
      }
    };
  }
}
