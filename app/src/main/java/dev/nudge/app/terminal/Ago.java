package dev.nudge.app.terminal;

import dev.nudge.engine.json.IsoTime;
import java.time.Duration;

/** Times as people say them: {@code 3 min ago}, {@code in 2 h}; by their date when far away. */
public final class Ago {
  private static final long WEEK = Duration.ofDays(7).toMillis();

  private Ago() {}

  /** How a time is called now, both in milliseconds since 1970-01-01T00:00Z. */
  public static String of(long time, long now) {
    long away = Math.abs(now - time);
    if (away >= WEEK) {
      return IsoTime.format(time).substring(0, 10);
    }
    if (away < 1_000) {
      return "now";
    }
    return time < now ? rough(away) + " ago" : "in " + rough(away);
  }

  private static String rough(long millis) {
    long seconds = millis / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 86_400 ? seconds / 3600 + " h" : Table.count(seconds / 86_400, "day");
  }
}
