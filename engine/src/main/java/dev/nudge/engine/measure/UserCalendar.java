package dev.nudge.engine.measure;

import dev.nudge.engine.event.LocalDay;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.measure.Window.Bound;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a window begins and ends by the calendar of a user, remembered while the clock stays in one
 * of the user's days, so that asking again costs a few comparisons.
 */
final class UserCalendar {
  private @Nullable Object named;
  private @Nullable ZoneId otherwise;
  private @Nullable LocalDay today;

  /** The first time in the window. */
  long floor = Long.MIN_VALUE;

  /** The first time after it. */
  long ceiling = Long.MAX_VALUE;

  /** Finds the ends of a window at the frame's time, where the frame's user lives. */
  void moveTo(Frame frame, Extent extent) {
    Object zone = frame.profile.properties().get(Profile.TIMEZONE);
    if (today != null
        && today.contains(frame.now)
        && (zone == null ? named == null : zone.equals(named))
        && frame.zone.equals(otherwise)) {
      return;
    }
    named = zone;
    otherwise = frame.zone;
    ZoneId where = frame.profile.zone(frame.zone);
    LocalDay day = LocalDay.at(frame.now, where);
    today = day;
    floor = end(extent.begin(), day, where, extent.from());
    ceiling = end(extent.end(), day, where, extent.to());
  }

  private static long end(
      Bound.@Nullable Calendar calendar, LocalDay today, ZoneId where, long fixed) {
    return calendar == null ? fixed : LocalDay.beginOf(calendar.at(today.date()), where);
  }
}
