package dev.nudge.engine;

import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.TimeZones;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was named as a time zone and is none. */
final class UnknownZones {
  private static final int NAMES = 100;
  private static final int LONGEST = 60;
  private static final String OTHERS = "...";

  private final Map<String, Long> counts = new TreeMap<>();

  void look(Properties update) {
    @Nullable Object named = update.get(Profile.TIMEZONE);
    if (named == null || !TimeZones.isUnknown(named)) {
      return;
    }
    String text = named.toString();
    text = text.length() > LONGEST ? text.substring(0, LONGEST) + OTHERS : text;
    counts.merge(counts.size() < NAMES || counts.containsKey(text) ? text : OTHERS, 1L, Long::sum);
  }

  Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
