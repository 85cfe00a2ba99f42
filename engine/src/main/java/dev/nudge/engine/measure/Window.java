package dev.nudge.engine.measure;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** Which events a measure sees, by their time. */
public sealed interface Window {
  /** All of the kept history. */
  record All() implements Window {}

  /** The sliding window (now - length, now]. */
  record Sliding(Duration length) implements Window {}

  /** From {@code from}, inclusive, to {@code to}, exclusive; without {@code to}, up to now. */
  record Between(Bound from, Optional<Bound> to) implements Window {}

  /** One end of a window. */
  sealed interface Bound {
    /** A fixed time. */
    record At(Instant time) implements Bound {}

    /** The campaign version's publish time plus an offset, which may be negative. */
    record Publish(Duration offset) implements Bound {}

    /**
     * By the user's calendar: the beginning of the day, the week (a Monday) or the month of now, so
     * many days or months later, or earlier where negative.
     *
     * @param by {@link Unit#DAY} or {@link Unit#MONTH}
     */
    record Calendar(Unit unit, int shift, Unit by) implements Bound {
      /** The day it falls on. */
      public LocalDate at(LocalDate today) {
        LocalDate begin =
            switch (unit) {
              case DAY -> today;
              case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
              case MONTH -> today.withDayOfMonth(1);
            };
        return by == Unit.MONTH ? begin.plusMonths(shift) : begin.plusDays(shift);
      }

      /** As a campaign writes it; equal for equal ones. */
      @Override
      public String toString() {
        String amount = Math.abs(shift) + (by == Unit.MONTH ? "mo" : "d");
        return unit.word() + (shift == 0 ? "" : (shift < 0 ? " - " : " + ") + amount);
      }
    }

    /** What a calendar counts. */
    enum Unit {
      DAY(1),
      WEEK(7),
      MONTH(31);

      private final int longest;

      Unit(int longest) {
        this.longest = longest;
      }

      /** The days of the longest. */
      public int longest() {
        return longest;
      }

      /** As it is written. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }
}
