package dev.nudge.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How long events are held back to be sorted by time.
 *
 * @param length zero for the order of their topic
 * @param whereNeeded two seconds instead, where a source is a table's changes
 */
public record Wait(Duration length, boolean whereNeeded) implements Serializable {
  /** Two seconds for a table's changes, else no time. */
  public static final Wait AUTO = new Wait(Duration.ZERO, true);

  private static final Duration CHANGES = Duration.ofSeconds(2);

  /** Always as long. */
  public static Wait of(Duration length) {
    return new Wait(length, false);
  }

  /**
   * How long it is for these sources of events; reads their mappings.
   *
   * <p>A table's changes have the row as their key, so the partitions of a user's events are many.
   */
  public Duration forSources(List<Settings.Source> sources) {
    return whereNeeded
            && sources.stream().anyMatch(source -> source.readMapping().eventsHaveTombstones())
        ? CHANGES
        : length;
  }
}
